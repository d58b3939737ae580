export const http = {
  "is not a URL, such as https://panel.example.com": "不是网址（例如 https://panel.example.com）",
  "the exchange failed": "通信失败",
  "no complete answer within {timeoutMs} ms": "{timeoutMs} 毫秒内没有收到完整的应答",
  "the endpoint {href} would send keys and passwords in the clear": "地址 {href} 会以明文发送密钥和密码",
  "Use https:, or set `allowInsecureHttp` if the panel offers nothing else":
    "请使用 https:；如果面板只提供 http:，请设置 `allowInsecureHttp`",
  "no usable answer: {message}": "没有可用的应答：{message}",
  "no usable answer, in {attempts} attempts: {message}": "尝试了 {attempts} 次，没有可用的应答：{message}",
  "the server redirects to {target}": "服务器重定向到 {target}",
  "Set the endpoint to the address that answers itself": "请把 endpoint 设为直接应答的地址",
  "{what} and asks to wait {seconds} seconds": "{what}，并要求等待 {seconds} 秒",
  "it may have been carried out: {why}": "可能已经执行：{why}",
  "nothing was sent: {message}": "什么也没有发送：{message}",
  "{answered}, a redirect to {target}": "{answered}，重定向到 {target}",
  "the server answered with status {status}{quoted}: check that this machine's public address is on the panel's allow-list for its API (IP 白名单), that the key is right, and that this machine's clock is right":
    "服务器返回了状态码 {status}{quoted}：请检查本机的公网地址是否在面板的 API 白名单（IP 白名单）里、密钥是否正确、本机时钟是否准确",
  "the server answered with status {status}{quoted}": "服务器返回了状态码 {status}{quoted}",
  "an unreadable address": "无法识别的地址",
  "the endpoint {why}": "接口地址{why}",
  "It looks like https://panel.example.com/api": "它应该类似 https://panel.example.com/api",
  "is not a URL": "不是网址",
  "cannot start with {protocol}": "不能以 {protocol} 开头",
  "must not contain a user or a password": "不能包含用户名或密码",
  "must not contain a query or a fragment": "不能包含查询参数或片段",
  "the name of the host could not be resolved": "无法解析主机名",
  "the connection was refused": "连接被拒绝",
  "the connection was cut": "连接中断",
  "the host could not be reached": "无法连接到主机",
  "the network could not be reached": "网络不可达",
  "the connection was not made in time": "连接超时",
  "the server does not speak TLS here": "服务器在这个端口上不支持 TLS",
  "the server's certificate has expired": "服务器的证书已过期",
  "the server's certificate is not trusted": "服务器的证书不受信任",
  "the server's certificate is for another host": "服务器的证书属于另一个主机名",
  "Check the host and port of the endpoint, and that the panel runs":
    "请检查 endpoint 的主机名和端口，以及面板是否在运行",
  "Check this machine's network and its proxy (HTTPS_PROXY), and whether the panel lets this machine's public address in":
    "请检查本机的网络和代理（HTTPS_PROXY），以及面板是否允许本机的公网地址访问",
  "Check the host of the endpoint, and this machine's network and name server":
    "请检查 endpoint 的主机名，以及本机的网络和域名服务器",
  "Check whether the endpoint is to begin with http: or has another port":
    "请检查 endpoint 是否应以 http: 开头，或使用其他端口",
} as const;
