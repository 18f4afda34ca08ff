import Testing

@testable import Preferences

/// Every source of an option against every other.
@Suite struct PreferenceLayersTests {
  /// From the strongest to the weakest.
  enum Source: Int, CaseIterable { case flag, variable, profile, file }

  private static let words: [Source: String] = [
    .flag: "1", .variable: "2", .profile: "1", .file: "auto",
  ]

  /// An option that all sources could have.
  private static var option: PreferenceOption {
    PreferenceOption(
      name: "width", kind: .word(["auto", "1", "2"]), places: [.top, .profile],
      variable: "WIDTH", flag: "--width", usual: .text("usual"), meaning: "", example: "")
  }

  private static let place = TextPosition(line: 3, column: 1)

  @Test(arguments: 0..<16)
  func theStrongestCounts(_ sources: Int) throws {
    let set = Source.allCases.filter { sources & 1 << $0.rawValue != 0 }
    func text(_ source: Source) -> String? { set.contains(source) ? Self.words[source] : nil }
    func placed(_ source: Source) -> [String: PlacedValue] {
      text(source).map { ["width": PlacedValue(value: .text($0), position: Self.place)] } ?? [:]
    }
    var preferences = Preferences()
    preferences.values = placed(.file)
    var profile = Profile(name: "work", position: .start)
    profile.values = placed(.profile)
    var layers = PreferenceLayers(
      environment: text(.variable).map { ["WIDTH": $0] } ?? [:], preferences: preferences)
    layers.profile = profile
    let (value, source) = try layers.value(
      of: Self.option, given: text(.flag).map { .text($0) })
    let expected: (String, PreferenceLayers.Source) =
      switch set.first {
      case .flag: ("1", .flag("--width"))
      case .variable: ("2", .variable("WIDTH"))
      case .profile: ("1", .profile("work", Self.place))
      case .file: ("auto", .file(Self.place))
      case nil: ("usual", .usual)
      }
    #expect(value == .text(expected.0))
    #expect(source == expected.1)
  }

  @Test func anEmptyVariableIsNone() throws {
    let layers = PreferenceLayers(environment: ["WIDTH": ""])
    #expect(try layers.value(of: Self.option).source == .usual)
  }

  @Test func aVariableHasToBeValid() {
    let layers = PreferenceLayers(environment: ["WIDTH": "3", "LAZYBATCH_HISTORY": "maybe"])
    #expect(throws: PreferenceLayers.InvalidVariable.self) {
      try layers.value(of: Self.option)
    }
    let error = #expect(throws: PreferenceLayers.InvalidVariable.self) {
      try layers.value(of: OptionTable.history)
    }
    #expect(error?.sentence == "LAZYBATCH_HISTORY must be on or off")
  }
}
