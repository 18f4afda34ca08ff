import Testing

@testable import BatchClient

@Suite struct ProxySettingsTests {
  private func origin(_ url: String) throws -> Origin {
    try ServerAddress(url, allowingInsecureHTTP: true).origin
  }

  @Test(
    arguments: [
      ([:], "https://api.test", nil),
      (["https_proxy": "http://p:3128"], "https://api.test", "p:3128"),
      (["HTTPS_PROXY": "http://p:3128"], "https://api.test", "p:3128"),
      (["https_proxy": "low:1", "HTTPS_PROXY": "up:1"], "https://api.test", "low:1"),
      (["https_proxy": "", "HTTPS_PROXY": "up:1"], "https://api.test", "up:1"),
      (["https_proxy": "p:3128"], "http://api.test", nil),
      (["http_proxy": "p:3128"], "http://api.test", "p:3128"),
      (["http_proxy": "p:3128"], "https://api.test", nil),
      (["HTTP_PROXY": "p:3128"], "http://api.test", nil),
      (["all_proxy": "p:1"], "https://api.test", "p:1"),
      (["ALL_PROXY": "p:1"], "http://api.test", "p:1"),
      (["all_proxy": "all:1", "https_proxy": "p:1"], "https://api.test", "p:1"),
      (["https_proxy": "p:1"], "https://localhost:1", nil),
      (["all_proxy": "p:1"], "http://127.0.0.1:1", nil),
      (["all_proxy": "p:1"], "http://[::1]:1", nil),
      (["https_proxy": "http://p"], "https://api.test", "p:1080"),
      (["https_proxy": " http://p:1/ "], "https://api.test", "p:1"),
      (["https_proxy": "http://[2001:db8::1]:3128"], "https://api.test", "[2001:db8::1]:3128"),
      (["https_proxy": "nonsense://", "no_proxy": "*"], "https://api.test", nil),
    ] as [([String: String], String, String?)])
  func chooses(environment: [String: String], url: String, proxy: String?) throws {
    let chosen = try ProxySettings(environment).proxy(for: try origin(url))
    #expect(chosen?.description == proxy)
  }

  @Test(arguments: [
    ("http://p:1", Proxy.Kind.http(nil)),
    ("HTTP://p:1", .http(nil)),
    ("http://user:pass@p:1", .http(.init(user: "user", password: "pass"))),
    ("user:pass@p:1", .http(.init(user: "user", password: "pass"))),
    ("http://user@p:1", .http(.init(user: "user", password: ""))),
    ("http://us%40er:p%3Ass%2F@p:1", .http(.init(user: "us@er", password: "p:ss/"))),
    ("http://user:p@ss@p:1", .http(.init(user: "user", password: "p@ss"))),
    ("socks5://p:1", .socks5), ("socks5h://p:1", .socks5),
  ])
  func readsTheKind(text: String, kind: Proxy.Kind) throws {
    let proxy = try Proxy(text, from: "https_proxy")
    #expect(proxy.kind == kind)
    #expect(proxy.description == "p:1")
  }

  @Test(arguments: [
    "https://p:1", "socks4://p:1", "socks4a://p:1", "socks://p:1", "quic://p:1",
    "socks5://user:secret@p:1", "http://", "http://user:secret@", "http://p:0", "http://p:99999",
    "http://p p:1", "http://user:secret@p:x",
  ])
  func refuses(text: String) {
    let problem = #expect(throws: InvalidSetting.self) { try Proxy(text, from: "ALL_PROXY") }
    #expect(problem?.sentence.contains("ALL_PROXY") == true)
    #expect(problem?.sentence.contains("secret") == false)
  }

  @Test(arguments: [
    ("api.test", "https://api.test", true), ("API.Test", "https://api.test", true),
    ("test", "https://api.test", true), (".test", "https://api.test", true),
    ("*.test", "https://api.test", true), (".api.test", "https://api.test", true),
    ("pi.test", "https://api.test", false), ("api.test.", "https://api.test", true),
    ("api.test", "https://api.test.", true), ("other", "https://api.test", false),
    ("a, b,api.test", "https://api.test", true), ("a b api.test", "https://api.test", true),
    ("*", "https://anything", true), ("", "https://api.test", false),
    (",", "https://api.test", false), (".", "https://api.test", false),
    ("api.test:443", "https://api.test", true), ("api.test:8443", "https://api.test", false),
    ("api.test:8443", "https://api.test:8443", true),
    ("10.0.0.1", "https://10.0.0.1", true), ("10.0.0.1", "https://10.0.0.10", false),
    ("0.1", "https://10.0.0.1", true), ("10.0.0.0/8", "https://10.200.3.4", true),
    ("10.0.0.0/8", "https://11.0.0.1", false), ("192.168.4.0/22", "https://192.168.7.9", true),
    ("192.168.4.0/22", "https://192.168.8.1", false), ("0.0.0.0/0", "https://8.8.8.8", true),
    ("10.0.0.0/33", "https://10.0.0.0", false), ("10.0.0.0/x", "https://10.0.0.0", false),
    ("10.0.0.0/8:443", "https://10.1.1.1", true), ("2001:db8::1", "https://[2001:db8::1]", true),
    ("[2001:db8::1]", "https://[2001:db8:0::1]", true),
    ("[2001:db8::1]:444", "https://[2001:db8::1]", false),
    ("2001:db8::/32", "https://[2001:db8:9::1]", true),
    ("2001:db8::/32", "https://[2001:db9::1]", false), ("10.0.0.0/8", "https://[::a]", false),
  ])
  func exceptions(list: String, url: String, isDirect: Bool) throws {
    let settings = ProxySettings(["https_proxy": "p:1", "no_proxy": list])
    #expect((try settings.proxy(for: try origin(url)) == nil) == isDirect)
  }

  @Test func lowerCaseExceptionsComeFirst() throws {
    let settings = ProxySettings(["https_proxy": "p:1", "no_proxy": "other", "NO_PROXY": "*"])
    #expect(try settings.proxy(for: try origin("https://api.test")) != nil)
  }
}
