import Screen

/// A whole set of keys to start from. Each is `Keymap.standard` but for the commands that it names.
package enum KeyPreset: String, Sendable, Hashable, CaseIterable {
  case vim
  /// No letters for moving.
  case arrows
  case emacs

  var keymap: Keymap {
    switch self {
    case .vim: .standard
    case .arrows: .standard.replacing(Self.arrowKeys)
    case .emacs: .standard.replacing(Self.emacsKeys)
    }
  }

  private static let arrowKeys: [Command: [Key]] = [
    .down: [.down], .up: [.up], .first: [.home], .last: [.end],
    .pageDown: [.pageDown], .pageUp: [.pageUp],
    .open: [.enter, .right], .back: [.escape, .left],
    .search: [.character("/"), .control("f"), .character("f")],
    .mark: [.character(" "), .insert],
  ]

  private static let emacsKeys: [Command: [Key]] = [
    .down: [.control("n"), .down], .up: [.control("p"), .up],
    .first: [.alt("<"), .home], .last: [.alt(">"), .end],
    .pageDown: [.control("v"), .pageDown], .pageUp: [.alt("v"), .pageUp],
    .open: [.enter, .control("f"), .right],
    .back: [.escape, .control("g"), .control("b"), .left],
    .search: [.control("s"), .character("/"), .character("f")],
    .refresh: [.character("g"), .character("r")],
    .copyID: [.alt("w"), .character("y")],
    .save: [.character("w")],
    .mark: [.character(" "), .character("m")],
    .toggleMouse: [.character("M")],
  ]
}
