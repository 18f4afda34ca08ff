import CCoreDumps

/// Core dumps contain all memory of a process, and ours contains the key.
enum CoreDumps {
  /// Disables them for the rest of this process. Children inherit the size limit.
  /// - Returns: whether it worked.
  @discardableResult
  static func forbid() -> Bool {
    lazybatch_forbid_core_dumps() == 0
  }
}
