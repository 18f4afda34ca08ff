extension JSONDocument {
  /// The value with everything inside it.
  func value(_ index: Int) -> JSONValue {
    switch nodes[index].kind {
    case .null: return .null
    case .true: return .bool(true)
    case .false: return .bool(false)
    case .number: return .number(text(index))
    case .word, .string, .escapedString: return .string(text(index))
    case .tooDeep: return .string("(nested deeper than \(DecodingLimits.levels) levels)")
    case .array:
      var elements: [JSONValue] = []
      forEachElement(index) { elements.append(value($0)) }
      return .array(elements)
    case .object:
      return .object(members(index))
    }
  }

  /// An object's members in order. Of duplicate names the last value wins.
  func members(_ index: Int) -> [JSONMember] {
    var collected = JSONMembers()
    forEachMember(index) { collected.set(text($0), value($1)) }
    return collected.members
  }
}

/// Collects members in order; a duplicate name replaces the earlier value.
struct JSONMembers {
  private(set) var members: [JSONMember] = []
  /// Only for objects with many names, where a linear search would let a hostile body cost minutes.
  private var indices: [String: Int] = [:]
  private static let fewNames = 16

  init() {}

  init(_ members: [JSONMember]) {
    for member in members { set(member.name, member.value) }
  }

  mutating func set(_ name: String, _ value: JSONValue) {
    if let index = index(of: name) {
      members[index].value = value
      return
    }
    members.append(JSONMember(name, value))
    if members.count == Self.fewNames {
      for (index, member) in members.enumerated() { indices[member.name] = index }
    } else if members.count > Self.fewNames {
      indices[name] = members.count - 1
    }
  }

  /// Removes members by their names.
  mutating func remove(where isUnwanted: (String) -> Bool) {
    self = JSONMembers(members.filter { !isUnwanted($0.name) })
  }

  private func index(of name: String) -> Int? {
    members.count < Self.fewNames
      ? members.firstIndex { $0.name == name } : indices[name]
  }
}

extension JSONValue {
  /// Parses a JSON text; nil when it is malformed or exceeds `DecodingLimits`.
  public init?(parsing bytes: [UInt8]) {
    guard let document = try? JSONParser.parse(bytes) else { return nil }
    self = document.value(JSONDocument.root)
  }
}
