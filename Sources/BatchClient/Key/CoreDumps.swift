import CCoreDumps

/// Core dumps contain all memory of a process, and ours contains the key.
public enum CoreDumps {
  /// Disables them for the rest of this process. Children inherit the size limit.
  /// - Returns: whether it worked.
  @discardableResult
  public static func forbid() -> Bool {
    lazybatch_forbid_core_dumps() == 0
  }
}
