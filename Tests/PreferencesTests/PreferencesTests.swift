import Testing

@testable import Preferences

/// What is read of a file, and what is said of a wrong one.
@Suite struct PreferencesTests {
  private static func problems(_ text: String) -> [String] {
    Preferences(Array(text.utf8)).problems.map { "\($0.position): \($0.sentence)" }
  }

  static let wrong: [(text: String, problem: String)] = [
    ("colour = \"never\"", "1:1: there is no option \"colour\"; did you mean color?"),
    ("pagesize = 5", "1:1: there is no option \"pagesize\"; did you mean page_size?"),
    ("\n\n  xyzzy = 5", "3:3: there is no option \"xyzzy\""),
    ("page_size = \"5\"", "1:13: page_size must be a whole number from 1 to 10000, not a text"),
    (
      "ascii = true\npage_size = 0",
      "2:13: page_size must be a whole number from 1 to 10000, not \"0\""
    ),
    (
      "color = \"alway\"",
      "1:9: color must be auto, always or never, not \"alway\"; did you mean always?"
    ),
    ("color = 1979-05-27 07:32:00", "1:9: color must be auto, always or never, not a date"),
    ("ascii = \"yes\"", "1:9: ascii must be true or false, not a text"),
    ("[profiles.a]", "1:2: there is no table [\"profiles\"]; did you mean profile?"),
    (
      "[profile.a]\ncolor = \"never\"",
      "2:1: color belongs at the top of the file, before the first [table]"
    ),
    ("base_url = \"https://a\"", "1:1: base_url belongs in a profile, below [profile.NAME]"),
    ("default_profile = 5", "1:19: default_profile must be a text in quotes, not a whole number"),
    ("default_profile = \"b\"\n[profile.a]", "1:19: there is no profile \"b\"; there are a"),
    ("default_profile = \"b\"", "1:19: there is no profile \"b\": the file has no [profile.NAME]"),
    (
      "[profile.\"a b\"]",
      "1:10: a profile's name consists of letters, digits, dots, hyphens and underscores, unlike \"a b\""
    ),
    (
      "[profile.a]\napi_key_variable = \"A\"\napi_key_command = \"b\"",
      "3:19: give api_key_variable or api_key_command, not both"
    ),
    (
      "[profile.a]\nheaders = { x = 5 }",
      "2:17: profile.a.headers.x must be a text in quotes, or { variable = \"NAME\" }, not a whole number"
    ),
    (
      "[profile.a.headers]\nx = { name = \"A\" }",
      "2:5: profile.a.headers.x: write { variable = \"NAME\" }, or the value in quotes"
    ),
    (
      "[profile.a.prices]\n\"gpt-4o\" = { input = 1 }",
      "2:1: profile.a.prices.gpt-4o: a price needs input and output"
    ),
    (
      "[profile.a.prices]\nbatch_discount = 50",
      "2:18: profile.a.prices.batch_discount must be a share from 0 to 1, not \"50.0\""
    ),
    (
      "[profile.a.prices]\nm = { input = -1, output = 2 }",
      "2:15: profile.a.prices.m.input must be a number from 0 up, not \"-1.0\""
    ),
    (
      "[keys]\nrefresh = [\"r\", 5]",
      "2:17: keys.refresh must be a key in quotes, or a list of them, not a whole number"
    ),
    ("keys = 5", "1:8: keys must be a table, [keys], not a whole number"),
    ("ascii = true\n\"名前\" = 1", "2:1: there is no option \"名前\""),
    ("[profile.a]\n\"批\" = \"夜\"\nbase_ur = 1", "2:1: there is no option \"profile.a.批\""),
  ]

  @Test(arguments: wrong)
  func isTold(_ wrong: (text: String, problem: String)) {
    #expect(Self.problems(wrong.text).first == wrong.problem)
  }

  @Test(
    arguments: [
      "api_key = \"x\"", "log_file = \"sk-0123456789abcdef\"", "[profile.a]\napi_key = \"sk-x\"",
      "[profile.a]\napi_key_variable = \"sk-0123456789abcdef\"",
      "[profile.a]\napi_key_command = \"0123456789abcdef0123456789abcdef\"",
      "[profile.a]\napi_key_variable = \"my key\"",
      "[profile.a]\nheaders = { Authorization = \"Bearer 0123456789abcdef\" }",
      "[profile.a]\nheaders = { x-portkey = \"sk-0123456789abcdef\" }",
    ])
  func noKeyIsInAMessage(_ text: String) throws {
    let problem = try #require(Self.problems(text).first)
    #expect(problem.contains("must not be in this file"))
    #expect(!problem.contains("0123456789"))
  }

  /// A name that is given twice, an end that is missing, and so on.
  @Test(
    arguments: [
      ("ascii = true\nascii = false", 2), ("ascii = ", 1), ("\n\n[profile.a\n", 3),
      ("color = \"never", 1), ("a = 1\n= 2", 2), ("ascii = yes", 1), ("a.b = 1\n[a]\nb = 2", 2),
      ("ascii = true\u{0}", 1),
    ])
  func badTOML(_ text: String, _ line: Int) throws {
    let preferences = Preferences(Array(text.utf8))
    let problem = try #require(preferences.problems.first)
    #expect(preferences.isUnknown && preferences.values.isEmpty)
    #expect(problem.sentence.hasPrefix("this is not TOML: "))
    #expect(problem.position.line == line)
  }

  @Test func badBytes() {
    let problem = Preferences(Array("ascii = true\n批 = ".utf8) + [0xFF, 0x22]).problems.first
    #expect(problem?.kind == .notUTF8)
    #expect(problem?.position == TextPosition(line: 2, column: 5))
  }

  @Test func readsEverything() throws {
    let preferences = Preferences(
      Array(
        """
        # Mine
        default_profile = "工作"   # the account
        page_size = 50
        ambiguous_width = 2

        [keys]
        refresh = ["r", "^R"]
        quit = "Q"

        [profile."工作"]
        provider = "openai"
        base_url = 'https://gateway.example/v1'
        api_key_variable = "WORK_KEY"
        headers = { x-portkey-provider = "openai", "x-a.b" = { variable = "B" } }
        [profile."工作".prices]
        batch_discount = 0.5
        "gpt-4o" = { input = 2.5, output = 10 }
        """.utf8))
    #expect(preferences.problems.isEmpty)
    #expect(
      preferences.values["ambiguous_width"]
        == PlacedValue(value: .text("2"), position: TextPosition(line: 4, column: 19)))
    let profile = try #require(preferences.profile("工作"))
    #expect(profile.position == TextPosition(line: 10, column: 10))
    #expect(profile.text(OptionTable.baseURL) == "https://gateway.example/v1")
    #expect(profile.secretVariables == ["WORK_KEY", "B"])
    #expect(profile.headers.map(\.name) == ["x-portkey-provider", "x-a.b"])
    #expect(profile.headers.last?.position == TextPosition(line: 14, column: 54))
    #expect(profile.prices?.models["gpt-4o"] == Prices.Price(input: 2.5, output: 10))
    #expect(preferences.keys.map(\.command) == ["refresh", "quit"])
    #expect(
      preferences.keys.first?.keys.last
        == KeyPreference.Key(text: "^R", position: TextPosition(line: 7, column: 17)))
  }

  /// Every line of a good file is spoiled in turn; none of it goes by unseen.
  @Test(arguments: ["x%", "% = =", "%]"])
  func everyBrokenLineIsFound(_ change: String) throws {
    let lines = ExampleText.uncommented.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    #expect(Self.problems(lines.joined(separator: "\n")) == [])
    for index in lines.indices where !lines[index].isEmpty && !lines[index].hasPrefix("#") {
      // What commands there are is known elsewhere.
      if lines[index].hasPrefix("refresh"), change == "x%" { continue }
      var changed = lines
      changed[index] = change.split(separator: "%", omittingEmptySubsequences: false)
        .joined(separator: lines[index])
      let problem = Preferences(Array(changed.joined(separator: "\n").utf8)).problems.first
      #expect(problem?.position.line == index + 1, "\(changed[index])")
    }
  }
}

/// The example and the table agree with the reader.
@Suite struct OptionTableTests {
  @Test func namesAreUnique() {
    #expect(Set(OptionTable.all.map(\.name)).count == OptionTable.all.count)
  }

  /// The example is all comments, and without their signs a file with every option.
  @Test func theExampleIsValid() throws {
    #expect(Preferences(Array(ExampleText.text.utf8)) == Preferences())
    let preferences = Preferences(Array(ExampleText.uncommented.utf8))
    #expect(preferences.problems.isEmpty)
    #expect(
      Set(preferences.values.keys)
        == Set(OptionTable.options(of: .top).map(\.name)))
  }
}

extension ExampleText {
  /// The example with its options in force; of two that exclude each other, the first.
  static var uncommented: String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      guard line.hasPrefix("# ") else { return String(line) }
      let rest = line.dropFirst(2)
      let name = String(rest.prefix { $0 != " " })
      let isOption =
        rest.hasPrefix("[") || name == "refresh" || OptionTable.all.contains { $0.name == name }
      return isOption && name != OptionTable.keyCommand.name ? String(rest) : String(line)
    }.joined(separator: "\n")
  }
}
