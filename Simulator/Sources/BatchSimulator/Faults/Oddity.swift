import Batches

/// A defect of an item in the list.
enum Oddity: Sendable, Hashable, CaseIterable {
  case null, text, number, nested, withoutID, emptyID, numericID, awkwardID, onlyID
  case unknownStatus, upperCaseStatus, americanStatus, numericStatus
  case controlCharacters, bidirectional, hugeName, joinedEmoji, combining
  case isoTimes, millisecondTimes, textTimes, decimalTimes, unsetTimes, impossibleOrder
  case textCounts, excessiveCounts, emptyCounts, flatCounts
  case errorObjects, errorText, metadataText, metadataDeep, fileURL, unknownFields, twice

  /// The items of a page, about half of them odd, and always the same ones.
  static func scattered(over page: ListPage, seed: UInt64) -> [JSONValue] {
    zip(page.items, page.ordinals.reversed()).flatMap { item, ordinal in
      var dice = Dice(seed: seed, number: ordinal, for: .oddities)
      guard dice.chance(0.5), case .object(let members) = item else { return [item] }
      // In turn, so that a page of a hundred has them all.
      return Self.allCases[ordinal / 2 % Self.allCases.count].applied(to: members)
    }
  }

  /// The items that replace this one in the list.
  func applied(to members: [JSONMember]) -> [JSONValue] {
    switch self {
    case .null: [.null]
    case .text: [.string("batch")]
    case .number: [.number("17")]
    case .nested: [.array([.object(members)])]
    case .withoutID: [.object(members.filter { $0.name != "id" })]
    case .onlyID: [.object(members.filter { $0.name == "id" })]
    case .twice: [.object(members), .object(members)]
    default: [.object(members.setting(changes(in: members)))]
    }
  }
}

extension [JSONMember] {
  /// The members with these replacing those of the same name; new ones are appended.
  func setting(_ changes: [JSONMember]) -> [JSONMember] {
    var members = self
    for change in changes {
      if let index = members.firstIndex(where: { $0.name == change.name }) {
        members[index] = change
      } else {
        members.append(change)
      }
    }
    return members
  }
}
