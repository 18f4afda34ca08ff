import Batches
import Testing

@testable import lazybatch

@Suite struct VersionReportTests {
  private static let facts = VersionReport.Facts(
    system: "Debian 12, Linux 6.1 x86_64, glibc 2.36",
    libraries: [
      .init(name: "libcurl", version: "7.88.1"), .init(name: "SQLite", version: "3.40.1"),
    ],
    terminal: "xterm-ghostty, taken for xterm-256color", size: .init(columns: 120, rows: 40),
    locale: "C.UTF-8, UTF-8")

  private static func text(
    _ environment: [String: String] = [:], facts: VersionReport.Facts = facts
  )
    -> String
  {
    VersionReport(facts: facts, environment: environment).text
  }

  @Test func saysWhatAReportNeeds() {
    let text = Self.text([
      "HOME": "/home/wang", "TMUX": "/tmp/tmux-1000/default,1,0", "SSH_CONNECTION": "10.0.0.7 1",
      "TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2", "TZ": "Asia/Shanghai",
      "OPENAI_API_KEY": "sk-openai-123456", "NO_COLOR": "1", "LAZYBATCH_HISTORY": "off",
    ])
    #expect(
      text.split(separator: "\n").filter { !$0.contains("compiler") }.joined(separator: "\n") == """
        lazybatch \(Version.text)
          system           Debian 12, Linux 6.1 x86_64, glibc 2.36
          libcurl          7.88.1
          SQLite           3.40.1
          terminal         xterm-ghostty, taken for xterm-256color
          size             120x40
          inside           ghostty 1.2, tmux, SSH
          locale           C.UTF-8, UTF-8
          time zone        Asia/Shanghai
          configuration    ~/.config/lazybatch/config.toml, which does not exist
          history          ~/.local/share/lazybatch, off by LAZYBATCH_HISTORY
          key variables    OPENAI_API_KEY
          other variables  NO_COLOR, LAZYBATCH_HISTORY
        """)
  }

  /// Whatever a variable holds: no key, no password of a proxy, no address, no control character.
  @Test func saysNoSecret() {
    let key = "sk-abcdefghijklmnopqrstuvwxyz"
    var environment = [
      "https_proxy": "http://wang:hunter22@proxy:3128",
      "SILICONFLOW_BASE_URL": "http://u:hunter22@h/v1",
      "TERM_PROGRAM": "term-\(key)", "TZ": "\u{1B}]0;x\u{7}", "XDG_DATA_HOME": "/data/\(key)",
      "LAZYBATCH_CONFIG": "/config/\(key)",
    ]
    for name in Dialect.allKeyVariables { environment[name] = key }
    var facts = Self.facts
    facts.terminal = key
    let text = Self.text(environment, facts: facts)
    #expect(!text.contains(key) && !text.contains("hunter22") && !text.contains("\u{1B}"))
    #expect(text.contains("SILICONFLOW_API_KEY") && text.contains("https_proxy"))
  }

  @Test func saysThatThereIsNoTerminal() {
    var facts = Self.facts
    facts.size = nil
    #expect(Self.text(facts: facts).contains("standard output is no terminal"))
  }

  @Test func knowsTheSystem() {
    let facts = VersionReport.Facts(environment: ["TERM": "xterm", "LANG": "C.UTF-8"])
    #expect(facts.system.contains("Linux") && facts.system.contains("glibc"))
    #expect(facts.libraries.allSatisfy { $0.version.first?.isNumber == true })
    #expect(facts.terminal == "xterm" && facts.locale == "C.UTF-8, UTF-8")
  }
}
