import Batches

/// Checks the entries of a file against the table of options.
struct PreferenceReader {
  private(set) var result = Preferences()

  mutating func read(_ entries: [DocumentEntry]) {
    for entry in entries {
      if let option = option(entry.name, of: .top) {
        if let value = value(of: entry, option, named: option.name) {
          result.values[option.name] = value
        }
      } else {
        readOther(entry)
      }
    }
    if let chosen = result.values[OptionTable.profile.name],
      result.profile(chosen.value.words) == nil
    {
      note(
        .unknownProfile(chosen.value.words, known: result.profiles.map(\.name)), chosen.position)
      result.values[OptionTable.profile.name] = nil
    }
    result.problems.sort { $0.position < $1.position }
  }

  private mutating func note(_ kind: PreferenceProblem.Kind, _ position: TextPosition) {
    result.problems.append(PreferenceProblem(kind, at: position))
  }

  private func option(
    _ name: String, of place: PreferenceOption.Places
  ) -> PreferenceOption? {
    OptionTable.options(of: place).first { $0.name == name }
  }

  // MARK: The top

  private mutating func readOther(_ entry: DocumentEntry) {
    switch (entry.name, entry.node.value) {
    case (OptionTable.profileTable, .table(let entries)):
      for profile in entries { readProfile(profile) }
    case ("keys", .table(let entries)):
      for key in entries { readKey(key) }
    case ("keys", let value):
      note(.wrongType(name: "keys", expected: "a table, [keys]", found: value), entry.node.position)
    case (let name, .table) where option(name, of: .profile) == nil:
      let names = OptionTable.tables.map { String($0.prefix { $0 != "." }) }
      note(.unknownTable(name, near: NearestName.of(name, among: names)), entry.position)
    default: noteUnknown(entry, named: entry.name, at: .top)
    }
  }

  private mutating func noteUnknown(
    _ entry: DocumentEntry, named name: String, at place: PreferenceOption.Places
  ) {
    let other: PreferenceOption.Places = place == .top ? .profile : .top
    if option(entry.name, of: other) != nil {
      note(.misplaced(name: entry.name, place: other), entry.position)
    } else if SecretText.isNameOfKey(entry.name) {
      note(.key(name: name), entry.position)
    } else {
      let names = OptionTable.options(of: place).map(\.name)
      note(.unknownName(name, near: NearestName.of(entry.name, among: names)), entry.position)
    }
  }

  private mutating func readKey(_ entry: DocumentEntry) {
    var nodes = [entry.node]
    if case .list(let elements) = entry.node.value { nodes = elements }
    let keys = nodes.compactMap { node -> KeyPreference.Key? in
      guard case .text(let text) = node.value else {
        note(
          .wrongType(
            name: "keys.\(entry.name)", expected: "a key in quotes, or a list of them",
            found: node.value), node.position)
        return nil
      }
      return KeyPreference.Key(text: text, position: node.position)
    }
    result.keys.append(
      KeyPreference(command: entry.name, position: entry.position, keys: keys))
  }

  // MARK: Values

  private mutating func value(
    of entry: DocumentEntry, _ option: PreferenceOption, named name: String
  ) -> PlacedValue? {
    let node = entry.node
    func placed(_ value: OptionValue) -> PlacedValue {
      PlacedValue(value: value, position: node.position)
    }
    switch (option.kind, node.value) {
    case (.bool, .bool(let isOn)): return placed(.bool(isOn))
    case (.integer(let range), .integer(let number)):
      if range.contains(number) { return placed(.integer(number)) }
      note(
        .unknownValue(
          name: name, value: String(number), expected: option.kind.expectation, near: nil),
        node.position)
    case (.word(let words), .integer(let number)) where words.contains(String(number)):
      return placed(.text(String(number)))
    case (.word(let words), .text(let text)):
      if words.contains(text) { return placed(.text(text)) }
      note(
        .unknownValue(
          name: name, value: text, expected: option.kind.expectation,
          near: NearestName.of(text, among: words)), node.position)
    case (.text, .text(let text)), (.address, .text(let text)):
      return self.text(text, name, node).map { placed(.text($0)) }
    case (.variableName, .text(let text)):
      guard let text = self.text(text, name, node) else { return nil }
      if Self.isVariableName(text) { return placed(.text(text)) }
      // What stands here by mistake may be the key itself, whatever it looks like.
      note(
        .invalid(
          name: name,
          reason: "a variable's name consists of letters, digits and underscores; the key itself "
            + "must not be in this file"), node.position)
    default:
      note(
        .wrongType(name: name, expected: option.kind.expectation, found: node.value),
        node.position)
    }
    return nil
  }

  private mutating func text(
    _ text: String, _ name: String, _ node: DocumentNode
  ) -> String? {
    if SecretText.isLikely(text) {
      note(.key(name: name), node.position)
    } else if text.allSatisfy(\.isWhitespace) {
      note(.invalid(name: name, reason: "this is empty"), node.position)
    } else {
      return text
    }
    return nil
  }

  private static func isVariableName(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, first == UInt8(ascii: "_") || isLetter(first) else {
      return false
    }
    return bytes.allSatisfy {
      isLetter($0) || $0 == UInt8(ascii: "_")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  // MARK: Profiles

  private mutating func readProfile(_ entry: DocumentEntry) {
    let path = "profile.\(entry.name)"
    guard case .table(let entries) = entry.node.value else {
      note(
        .wrongType(
          name: OptionTable.profileTable, expected: "a table, [profile.NAME]",
          found: entry.node.value), entry.node.position)
      return
    }
    guard Profile.isName(entry.name) else {
      note(.profileName(entry.name), entry.position)
      return
    }
    var profile = Profile(name: entry.name, position: entry.position)
    let before = result.problems.count
    for entry in entries {
      let name = "\(path).\(entry.name)"
      guard let option = option(entry.name, of: .profile) else {
        noteUnknown(entry, named: name, at: .profile)
        continue
      }
      switch option.kind {
      case .headers: profile.headers = headers(entry, name)
      case .prices: profile.prices = prices(entry, name)
      default: profile.values[option.name] = value(of: entry, option, named: name)
      }
    }
    if let command = profile.values[OptionTable.keyCommand.name],
      profile.values[OptionTable.keyVariable.name] != nil
    {
      note(
        .both(OptionTable.keyVariable.name, OptionTable.keyCommand.name), command.position)
    }
    profile.isFaulty = result.problems.count > before
    result.profiles.append(profile)
  }

  private mutating func headers(_ entry: DocumentEntry, _ path: String) -> [Profile.Header] {
    guard case .table(let entries) = entry.node.value else {
      note(
        .wrongType(
          name: path, expected: PreferenceOption.Kind.headers.expectation, found: entry.node.value),
        entry.node.position)
      return []
    }
    return entries.compactMap { header in
      let name = "\(path).\(header.name)"
      switch header.node.value {
      case .text(let text):
        if SecretText.isLikely(text) || SecretText.isNameOfKey(header.name) {
          note(.secretHeader(name: name), header.node.position)
          return nil
        }
        return Profile.Header(
          name: header.name, value: .text(text), position: header.node.position)
      case .table(let entries):
        if let only = entries.first, entries.count == 1, only.name == "variable",
          case .text(let variable) = only.node.value, Self.isVariableName(variable)
        {
          return Profile.Header(
            name: header.name, value: .variable(variable), position: header.node.position)
        }
        note(
          .invalid(name: name, reason: "write { variable = \"NAME\" }, or the value in quotes"),
          header.node.position)
      case let other:
        note(
          .wrongType(
            name: name, expected: "a text in quotes, or { variable = \"NAME\" }", found: other),
          header.node.position)
      }
      return nil
    }
  }

  private mutating func prices(_ entry: DocumentEntry, _ path: String) -> Prices? {
    guard case .table(let entries) = entry.node.value else {
      note(
        .wrongType(
          name: path, expected: PreferenceOption.Kind.prices.expectation, found: entry.node.value),
        entry.node.position)
      return nil
    }
    var prices = Prices()
    for entry in entries {
      let name = "\(path).\(entry.name)"
      switch (entry.name, entry.node.value) {
      case ("batch_discount", let value):
        guard let share = number(value, name, entry.node.position) else { continue }
        if share <= 1 {
          prices.batchDiscount = share
        } else {
          note(
            .unknownValue(
              name: name, value: share.description, expected: "a share from 0 to 1", near: nil),
            entry.node.position)
        }
      case ("currency", .text(let text)): prices.currency = self.text(text, name, entry.node)
      case ("currency", let value):
        note(
          .wrongType(name: name, expected: "a text in quotes", found: value), entry.node.position)
      case (let model, .table(let entries)):
        prices.models[model] = price(entries, name, entry.position)
      case (_, let value):
        note(
          .wrongType(
            name: name, expected: "a table such as { input = 2.5, output = 10.0 }", found: value),
          entry.node.position)
      }
    }
    return prices
  }

  /// What the prices of a model can have.
  static let priceNames = ["input", "output", "cached_input"]

  private mutating func price(
    _ entries: [DocumentEntry], _ path: String, _ position: TextPosition
  ) -> Prices.Price? {
    var numbers: [String: Double] = [:]
    for entry in entries {
      let name = "\(path).\(entry.name)"
      guard Self.priceNames.contains(entry.name) else {
        note(
          .unknownName(name, near: NearestName.of(entry.name, among: Self.priceNames)),
          entry.position)
        continue
      }
      numbers[entry.name] = number(entry.node.value, name, entry.node.position)
    }
    guard let input = numbers["input"], let output = numbers["output"] else {
      let missing = entries.map(\.name)
      if !missing.contains("input") || !missing.contains("output") {
        note(.invalid(name: path, reason: "a price needs input and output"), position)
      }
      return nil
    }
    return Prices.Price(input: input, output: output, cachedInput: numbers["cached_input"])
  }

  private mutating func number(
    _ value: DocumentNode.Value, _ name: String, _ position: TextPosition
  ) -> Double? {
    let number: Double
    switch value {
    case .integer(let whole): number = Double(whole)
    case .number(let decimal): number = decimal
    default:
      note(.wrongType(name: name, expected: "a number", found: value), position)
      return nil
    }
    guard number >= 0, number.isFinite else {
      note(
        .unknownValue(
          name: name, value: number.description, expected: "a number from 0 up", near: nil),
        position)
      return nil
    }
    return number
  }
}

extension Profile {
  static func isName(_ text: String) -> Bool {
    (1...60).contains(text.utf8.count) && !text.hasPrefix(".") && !text.hasPrefix("-")
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
          || "._-".unicodeScalars.contains($0)
      }
  }
}
