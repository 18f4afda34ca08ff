import BatchClient
import Secrets
import Testing

@Suite struct ServerAddressTests {
  @Test(arguments: [
    ("https://api.siliconflow.cn/v1", "https://api.siliconflow.cn/v1"),
    ("https://api.siliconflow.cn/v1/", "https://api.siliconflow.cn/v1"),
    ("https://api.siliconflow.cn/v1///", "https://api.siliconflow.cn/v1"),
    (" https://api.siliconflow.cn/v1 \n", "https://api.siliconflow.cn/v1"),
    ("https://api.siliconflow.cn", "https://api.siliconflow.cn/v1"),
    ("https://api.siliconflow.cn/", "https://api.siliconflow.cn/v1"),
    ("https://api.siliconflow.cn/v1/v1", "https://api.siliconflow.cn/v1"),
    ("https://api.siliconflow.cn/v1/v1/v1/", "https://api.siliconflow.cn/v1"),
    ("https://api.siliconflow.cn//v1//v1", "https://api.siliconflow.cn/v1"),
    ("https://api.siliconflow.cn/v1/batches", "https://api.siliconflow.cn/v1"),
    ("https://api.siliconflow.cn/batches/", "https://api.siliconflow.cn/v1"),
    ("https://api.siliconflow.cn:443/v1", "https://api.siliconflow.cn/v1"),
    ("https://api.siliconflow.cn:/v1", "https://api.siliconflow.cn/v1"),
    ("HTTPS://API.SiliconFlow.cn/v1", "https://api.siliconflow.cn/v1"),
    ("https://api.groq.com/openai/v1", "https://api.groq.com/openai/v1"),
    ("https://open.bigmodel.cn/api/paas/v4/", "https://open.bigmodel.cn/api/paas/v4"),
    ("https://host/V1", "https://host/V1"),
    ("https://host/gateway", "https://host/gateway"),
    ("https://host:8443/v1", "https://host:8443/v1"),
    ("https://host/v1#fragment", "https://host/v1"),
    ("https://r.openai.azure.com/openai?api-version=1", "https://r.openai.azure.com/openai"),
    ("https://host/a b/批", "https://host/a%20b/%E6%89%B9"),
    ("http://localhost:8080", "http://localhost:8080/v1"),
    ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
    ("https://[2001:DB8::1]/v1", "https://[2001:db8::1]/v1"),
  ])
  func normalises(text: String, result: String) throws {
    #expect(try ServerAddress(text).description == result)
  }

  @Test(arguments: [
    ("", "empty"),
    ("   ", "empty"),
    ("api.siliconflow.cn/v1", "https://"),
    ("localhost:8080", "https://"),
    ("//host/v1", "https://"),
    ("ftp://host/v1", "ftp://"),
    ("file:///etc/passwd", "file://"),
    ("https://", "host name"),
    ("https:///v1", "host name"),
    ("https://ho st/v1", "host name"),
    ("https://host\u{0}/v1", "host name"),
    ("https://批处理.cn/v1", "xn--"),
    ("https://[::1/v1", "host name"),
    ("https://[127.0.0.1]/v1", "host name"),
    ("https://.host/v1", "host name"),
    ("https://%6c%6f/v1", "host name"),
    ("https://host:0/v1", "port"),
    ("https://host:65536/v1", "port"),
    ("https://host:-1/v1", "port"),
    ("https://host:+80/v1", "port"),
    ("https://host:80a/v1", "port"),
    ("https://user:secret@host/v1", "user name"),
    ("https://secret@host/v1", "user name"),
    ("user:secret@host/v1", "user name"),
    ("http://api.siliconflow.cn/v1", "--allow-insecure-http"),
    ("http://localhost.evil.com/v1", "--allow-insecure-http"),
    ("http://127.0.0.1.evil.com/v1", "--allow-insecure-http"),
    ("http://127.1/v1", "--allow-insecure-http"),
    ("http://2130706433/v1", "--allow-insecure-http"),
    ("http://0x7f000001/v1", "--allow-insecure-http"),
    ("http://10.0.0.1/v1", "--allow-insecure-http"),
  ])
  func refuses(text: String, hint: String) {
    let problem = #expect(throws: InvalidSetting.self) { try ServerAddress(text) }
    #expect(problem?.sentence.contains(hint) == true, "\(problem as Any)")
    #expect(problem?.sentence.contains("secret") == false)
  }

  @Test func insecureHTTPCanBeAllowed() throws {
    let address = try ServerAddress("http://10.0.0.1:8000", allowingInsecureHTTP: true)
    #expect(address.description == "http://10.0.0.1:8000/v1")
    #expect(!address.isLoopback)
  }

  @Test(arguments: [
    ("http://localhost/v1", true), ("http://LOCALHOST:99/v1", true), ("https://localhost", true),
    ("http://api.localhost/v1", true), ("http://localhost./v1", true),
    ("https://localhost..", false), ("https://localhost.localhost.com/v1", false),
    ("http://127.0.0.1/v1", true),
    ("http://127.255.255.254/v1", true), ("http://[::1]/v1", true),
    ("http://[0:0:0:0:0:0:0:1]/v1", true), ("https://128.0.0.1/v1", false),
    ("https://notlocalhost/v1", false), ("https://[::2]/v1", false), ("https://[::]/v1", false),
    ("https://0.0.0.0/v1", false), ("https://localhost.com/v1", false),
  ])
  func knowsThisMachine(text: String, isLoopback: Bool) throws {
    #expect(try ServerAddress(text).isLoopback == isLoopback)
  }

  @Test func theHeadLineShowsTheHost() throws {
    #expect(try ServerAddress("https://api.siliconflow.cn/v1").host == "api.siliconflow.cn")
    #expect(try ServerAddress("http://[::1]:8080/v1").host == "[::1]:8080")
  }

  /// Nothing in front of the path may be parsed as another host.
  @Test(arguments: [
    "https://host\\@evil.com/v1", "https://host?@evil.com/v1", "https://host#@evil.com/v1",
    "https://host/@evil.com/v1",
  ])
  func theHostEndsWhereEveryReaderSeesItEnd(text: String) throws {
    #expect(try ServerAddress(text).origin == Origin(isSecure: true, host: "host", port: 443))
  }
}
