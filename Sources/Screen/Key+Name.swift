extension Key {
  /// The key as it is written in a configuration: `j`, `G`, `ctrl-d`, `alt-x`, `f1`, `enter`, `space`.
  public var name: String {
    switch self {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .control(let character): "ctrl-" + String(character)
    case .alt(let character):
      "alt-" + (character.asciiValue.map { Key(ascii: $0).name } ?? String(character))
    case .function(let number): "f\(number)"
    default: Self.names.first { $0.key == self }?.name ?? ""
    }
  }

  /// - Parameter name: as in `name`, or as help and manuals write the key: `^D`, `PgDn`, `Shift+Tab`. A key
  ///   that sends the same as another is that one: `ctrl-i` is `tab`.
  /// - Returns: nil for what no key of a terminal is called.
  public init?(named name: String) {
    if name.count == 1, let character = name.first {
      self.init(character)
      return
    }
    let lower = name.lowercased()
    if let (_, key) = Self.names.first(where: { $0.name == lower }) {
      self = key
    } else if lower.first == "f", let number = Int(lower.dropFirst()), (1...24).contains(number),
      lower.dropFirst().first != "0"
    {
      self = .function(number)
    } else if let rest = Self.rest(of: name, after: ["ctrl-", "ctrl+", "^"]) {
      self.init(controlled: rest.lowercased())
    } else if let rest = Self.rest(of: name, after: ["alt-", "alt+"]) {
      self.init(withAlt: String(rest))
    } else {
      return nil
    }
  }

  private init?(_ character: Character) {
    if character.isWhitespace, character != " " { return nil }
    if let ascii = character.asciiValue, ascii < 0x20 || ascii == 0x7F { return nil }
    self = .character(character)
  }

  private init?(controlled name: String) {
    if name == "space" {
      self = .control("@")
      return
    }
    guard let byte = name.first?.asciiValue, name.count == 1,
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || Self.otherControlled.contains(byte)
    else { return nil }
    self.init(ascii: byte == UInt8(ascii: "?") ? 0x7F : byte & 0x1F)
  }

  private static let otherControlled = Array(#"@[\]^_?"#.utf8)

  private init?(withAlt name: String) {
    switch Key(named: name) {
    case .character(let character): self = .alt(character)
    case .enter: self = .alt("\r")
    case .tab: self = .alt("\t")
    case .backspace: self = .alt("\u{7F}")
    case .control(let character):
      guard let byte = character.asciiValue else { return nil }
      self = .alt(Character(Unicode.Scalar(byte & 0x1F)))
    default: return nil
    }
  }

  private static func rest(of name: String, after prefixes: [String]) -> Substring? {
    let prefix = prefixes.first { name.lowercased().hasPrefix($0) }
    return prefix.map { name.dropFirst($0.count) }
  }

  /// The first name of each key is the one that `name` gives.
  private static let names: [(name: String, key: Key)] = [
    ("space", .character(" ")), ("enter", .enter), ("return", .enter), ("esc", .escape),
    ("escape", .escape), ("tab", .tab), ("shift-tab", .backTab), ("shift+tab", .backTab),
    ("backspace", .backspace), ("delete", .delete), ("del", .delete), ("insert", .insert),
    ("ins", .insert), ("up", .up), ("down", .down), ("left", .left), ("right", .right),
    ("home", .home), ("end", .end), ("page-up", .pageUp), ("pageup", .pageUp), ("pgup", .pageUp),
    ("page-down", .pageDown), ("pagedown", .pageDown), ("pgdn", .pageDown),
  ]
}
