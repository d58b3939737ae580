/** Where rows come from: the vendor's list and single read, already in our words. */
export interface RowSource<Row> {
  /** Everything the account has, all pages. */
  list(): Promise<readonly Row[]>;
  /**
   * The same in fewer requests, where a row that is shifted from one page to another meanwhile may slip through: for rows that are known by
   * their ids. Left out where a list is as cheap as that.
   */
  glance?(): Promise<readonly Row[]>;
  /** One row, or `undefined` when the vendor does not know the id. */
  read(id: string): Promise<Row | undefined>;
  /**
   * Adds to a listed row what only a request of its own tells; the row itself when there is nothing to add. Asked only for rows
   * that are read one by one, once for each list.
   */
  complete?(row: Row): Promise<Row>;
  /** The rows of one page of the list, counted from 1; left out where the list is one request. */
  page?(number: number): Promise<readonly Row[]>;
  idOf(row: Row): string;
  /** Rows that one list request returns at the most: decides when a list is cheaper than single reads. */
  readonly rowsPerRequest: number;
}
