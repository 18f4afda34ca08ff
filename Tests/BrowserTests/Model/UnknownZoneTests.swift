import BatchInsight
import Screen
import Testing

@testable import Browser

@Suite struct UnknownZoneTests {
  @Test func theFootSaysSoUntilTheFirstKey() throws {
    let environment = ["TZ": "Asia/Beijing", "TZDIR": "/nowhere"]
    let zone = try #require(LocalZone(environment: environment).unknown)
    let settings = BrowserState.Settings(
      serverName: "x", pageSize: 5, zone: .utc, unknownZone: zone, seed: 1)
    var state = BrowserState(
      settings: settings, size: Size(columns: 80, rows: 24), charset: .unicode, now: 0)
    #expect(state.message == .unknownZone(zone))
    #expect(state.message?.tone == .warning)
    _ = state.update(.input(.key(.character("j"))), now: 1)
    #expect(state.message == nil)
    for key in 1...3 {
      _ = state.update(.input(.key(.character("t"))), now: Double(key))
      let text = MessageText(keymap: .standard).text(of: try #require(state.message))
      #expect(!text.contains("local"), "\(text)")
    }
  }

  @Test func theFootAlsoNamesATerminalThatIsUnknown() throws {
    let environment = ["TZ": "Asia/Beijing", "TZDIR": "/nowhere"]
    var settings = BrowserState.Settings(
      serverName: "x", pageSize: 5, zone: .utc,
      unknownZone: LocalZone(environment: environment).unknown, seed: 1)
    settings.unknownTerminal = ("xterm-odd", "xterm-256color")
    let state = BrowserState(
      settings: settings, size: Size(columns: 80, rows: 24), charset: .unicode, now: 0)
    let text = MessageText(keymap: .standard).text(of: try #require(state.message))
    #expect(text.contains("Asia/Beijing") && text.contains("xterm-odd"))
    #expect(state.message?.tone == .warning)
  }
}
