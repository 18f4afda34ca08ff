/// How much of a result file is kept in memory, whatever its size and contents.
public enum ResultLimits {
  /// Bytes of a line, 16 MiB: longer than any answer of a model, and few enough to hold one. A longer
  /// line is counted, and only its beginning is kept.
  public static let lineBytes = 16 << 20

  /// Bytes of a too long line that are kept: enough for the `custom_id`, which most servers write first.
  public static let beginningBytes = 4096

  /// Bytes of an error message that are read, to distinguish causes.
  public static let messageBytes = 2048

  /// Bytes of a folded message.
  public static let foldedBytes = 384

  /// Groups of failures with a message of their own. Later ones share a group for each pair of status
  /// and error code.
  public static let groups = 1000

  /// Groups of failures in all. Failures of further codes share the last one.
  public static let groupsWithRest = 1200

  /// Different ids that can be distinguished, 3,000,000: six hundred times what SiliconFlow takes in a batch
  /// and sixty times what OpenAI does. They take 32 MiB.
  public static let ids = 3_000_000

  /// Stretches of a file whose groups are remembered. Where a file needs more, they become longer.
  public static let stretches = 16_384

  /// Bytes of JSON inside a string that are read as JSON.
  public static let nestedBytes = 64 << 10

  /// Bytes of an answer that is searched for its text; of a larger one the JSON is shown.
  public static let answerBytes = 1 << 20

  /// Levels of nesting that are read one by one, as many as the decoder of pages reads; deeper ones only
  /// need matching brackets.
  static let levels = 136
}
