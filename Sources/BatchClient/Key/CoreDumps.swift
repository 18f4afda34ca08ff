import CCoreDumps

/// Core files hold all memory of a process, and ours holds the key.
public enum CoreDumps {
  /// Forbids them for the rest of this process's life; its children decide for themselves only
  /// below the limit of size, which they inherit.
  /// - Returns: whether the system complied.
  @discardableResult
  public static func forbid() -> Bool {
    lazybatch_forbid_core_dumps() == 0
  }
}
