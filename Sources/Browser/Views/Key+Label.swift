import BatchInsight
import Screen

extension Key {
  /// How the key is written in help and hints.
  var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "^" + character.uppercased()
    case .alt(let character): "Alt-" + String(character)
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "⇧Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .function(let number): "F\(number)"
    }
  }

  /// The same for a screen that shows only ASCII.
  func label(_ charset: Charset) -> String {
    guard charset == .ascii else { return label }
    switch self {
    case .up: return "Up"
    case .down: return "Down"
    case .left: return "Left"
    case .right: return "Right"
    case .backTab: return "S-Tab"
    default: return label
    }
  }
}

extension Keymap {
  /// How the first key of a command is written; a dash for a command without one.
  func label(of command: Command) -> String {
    binding(of: command)?.keys.first?.label ?? "–"
  }
}
