export const web = {
  "its {property} is {live}, not {word}": "",
  'name it "{displayName}"': "",
  "not published: the panel lists no price of this product": "",
  "{text}: what it has cannot be told, because the catalogue cannot be had": "",
  "upgrade {live} → {calledOf}": "",
  "its product is {productId}, not {text} ({id})": "",
  "{name} is not for sale": "",
  "{name} is out of stock": "",
  "{name} has no room left": "",
  "the line {calledOf} asks for an allow-list of what is run on it": "",
  "an account can have {purchaseLimit} of {calledOf} at the most, by the list": "",
  "of this product": "",
} as const;
