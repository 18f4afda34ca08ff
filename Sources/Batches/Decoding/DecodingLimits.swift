/// How much of a response is read. A server may be broken or hostile; these limits bound memory and
/// time whatever arrives.
public enum DecodingLimits {
  /// Bytes of a decompressed body, 32 MiB: five hundred times a usual page of 100, and still too
  /// little to make the machine swap.
  public static let bodyBytes = 32 * 1024 * 1024

  /// Levels of nesting inside a field of a batch, 128: more than any metadata needs, and few enough
  /// that recursion cannot exhaust a thread's stack.
  public static let levels = 128

  /// Levels that the envelope around a batch may add; `{"data": {"data": [ {…} ]}}` has four.
  public static let envelopeLevels = 8

  /// Elements of a page, 10,000: a hundred times what servers send. Further elements are neither
  /// decoded nor kept; `BatchPage.overLimit` counts them, and paging continues after the last one
  /// that was read.
  public static let elementsPerPage = 10_000

  /// JSON values of a body, the names of members included. A body of the maximum size that holds
  /// nothing but `[0,0,0,…` would otherwise take sixteen times its size in memory; a page of 10,000
  /// batches has 600,000.
  public static let valuesPerBody = 4_000_000

  /// Characters of a server's own message that are kept.
  public static let excerptCharacters = 300
}
