import Batches

/// All options of the file. To add one, add its row here and the line that takes its value
/// (`Sources/lazybatch/Configuration`).
public enum OptionTable {
  // Not `profile`: that is the table of all of them.
  public static let profile = PreferenceOption(
    name: "default_profile", kind: .text, places: .top, variable: "LAZYBATCH_PROFILE",
    flag: "--profile",
    meaning: "The profile to use, where none is named otherwise", example: "\"work\"")

  public static let provider = PreferenceOption(
    name: "provider", kind: .word(Dialect.all.map(\.name)), places: [.top, .profile],
    flag: "--provider", usual: .text(Dialect.siliconflow.name),
    meaning: "The provider: sets the address, the API, and the variable and header of the key",
    example: "\"openai\"")

  public static let pageSize = PreferenceOption(
    name: "page_size", kind: .integer(1...10_000), places: [.top, .profile], flag: "--page-size",
    usual: .integer(100), meaning: "Batches per request", example: "50")

  public static let color = PreferenceOption(
    name: "color", kind: .word(["auto", "always", "never"]), places: .top, flag: "--color",
    usual: .text("auto"), meaning: "When to use colour; `auto` respects NO_COLOR",
    example: "\"never\"")

  public static let ascii = PreferenceOption(
    name: "ascii", kind: .bool, places: .top, flag: "--ascii", usual: .bool(false),
    meaning: "Draw signs, lines and bars in ASCII", example: "true")

  public static let ambiguousWidth = PreferenceOption(
    name: "ambiguous_width", kind: .word(["auto", "1", "2"]), places: .top,
    variable: "LAZYBATCH_AMBIGUOUS_WIDTH", flag: "--ambiguous-width", usual: .text("auto"),
    meaning: "Columns that characters such as ● and α take in your terminal", example: "2")

  public static let notify = PreferenceOption(
    name: "notify", kind: .word(["off", "bell", "desktop"]), places: .top, flag: "--notify",
    usual: .text("off"), meaning: "How to announce that a followed batch has finished",
    example: "\"desktop\"")

  public static let history = PreferenceOption(
    name: "history", kind: .bool, places: .top, variable: "LAZYBATCH_HISTORY",
    flag: "--no-history", usual: .bool(true),
    meaning: "Keep what is read, and show what was read before", example: "false")

  public static let logFile = PreferenceOption(
    name: "log_file", kind: .text, places: .top, flag: "--log-file",
    meaning: "Append one line per request to this file; never contains the key",
    example: "\"/tmp/lazybatch.log\"")

  public static let allowCancel = PreferenceOption(
    name: "allow_cancel", kind: .bool, places: [.top, .profile], flag: "--allow-cancel",
    usual: .bool(false), meaning: "Have the key that cancels a batch after a question",
    example: "true")

  public static let baseURL = PreferenceOption(
    name: "base_url", kind: .address, places: .profile, flag: "--base-url",
    meaning:
      "The server's address, including the version; only the key that the profile names goes there",
    example: "\"https://gateway.example.com/v1\"")

  public static let keyVariable = PreferenceOption(
    name: "api_key_variable", kind: .variableName, places: .profile,
    meaning: "The environment variable that holds the key", example: "\"WORK_OPENAI_KEY\"")

  public static let keyCommand = PreferenceOption(
    name: "api_key_command", kind: .text, places: .profile, flag: "--api-key-command",
    meaning: "Shell command that prints the key, in place of a variable",
    example: "\"pass show openai\"")

  public static let headers = PreferenceOption(
    name: "headers", kind: .headers, places: .profile, flag: "--header",
    meaning:
      "Headers of every request, sent where the key is sent; a secret one as { variable = \"NAME\" }",
    example: "{ x-portkey-provider = \"openai\" }")

  public static let organization = PreferenceOption(
    name: "organization", kind: .text, places: .profile,
    meaning: "The organisation, for openai and azure; takes the place of OPENAI_ORG_ID",
    example: "\"org-abc123\"")

  public static let project = PreferenceOption(
    name: "project", kind: .text, places: .profile,
    meaning: "The project, for openai and azure; takes the place of OPENAI_PROJECT_ID",
    example: "\"proj_abc123\"")

  public static let allowInsecureHTTP = PreferenceOption(
    name: "allow_insecure_http", kind: .bool, places: .profile, flag: "--allow-insecure-http",
    usual: .bool(false), meaning: "Send the key over plain HTTP to another machine",
    example: "true")

  public static let prices = PreferenceOption(
    name: "prices", kind: .prices, places: .profile,
    meaning: "What a model costs per million tokens, and the discount for batches",
    example: "{ \"gpt-4o\" = { input = 2.5, output = 10.0 }, batch_discount = 0.5 }")

  /// In the order of the documentation.
  public static let all: [PreferenceOption] = [
    profile, provider, pageSize, color, ascii, ambiguousWidth, notify, history, logFile,
    allowCancel, baseURL, keyVariable, keyCommand, headers, organization, project,
    allowInsecureHTTP, prices,
  ]

  static func options(of place: PreferenceOption.Places) -> [PreferenceOption] {
    all.filter { $0.places.contains(place) }
  }

  /// The tables at the top of the file.
  static let profileTable = "profile"
  public static let tables = ["keys", "profile.NAME"]
}
