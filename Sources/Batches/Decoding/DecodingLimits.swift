/// How much of a server's answer is taken in. A server may lie, break or attack; these bounds keep
/// the program small and quick whatever arrives.
public enum DecodingLimits {
  /// Bytes of one decoded body, 32 MiB: five hundred times a usual page of 100, and still far from
  /// what would make the machine swap.
  public static let bodyBytes = 32 * 1024 * 1024

  /// Levels of nesting inside one field of a batch, 128: more than any metadata has a use for, and
  /// few enough that walking them by recursion cannot exhaust a thread's stack.
  public static let levels = 128

  /// Levels that the envelope around a batch may add (`{"data": {"data": [ {…} ]}}` has four).
  public static let envelopeLevels = 8

  /// Elements of one page, 10,000: a hundred times what servers send. What comes after them is
  /// neither decoded nor kept; `BatchPage.overLimit` counts it, and the walk goes on after the last
  /// one taken.
  public static let elementsPerPage = 10_000

  /// JSON values of one body, the names of members included. A body of the full size that holds
  /// nothing but `[0,0,0,…` would otherwise take sixteen times its size in memory; a page of 10,000
  /// batches needs 600,000.
  public static let valuesPerBody = 4_000_000

  /// Characters of a server's own words that are kept for a message.
  public static let excerptCharacters = 300
}
