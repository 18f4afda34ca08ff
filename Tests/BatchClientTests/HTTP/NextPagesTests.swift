import Batches
import Testing

@testable import BatchClient

@Suite struct NextPagesTests {
  private static let origin = Origin(isSecure: true, host: "h", port: 443)
  private static let page = RequestTarget(path: "/v1/batches", parameters: "limit=100&after=a")

  @Test(
    arguments: [
      (.link("https://h/v1/batches?page=2"), "https://h/v1/batches?page=2"),
      (.link("?page=2"), "https://h/v1/batches?page=2"),
      (.link("/v2/batches?c=%2B"), "https://h/v2/batches?c=%2B"),
      // A server behind a gateway does not know by which name it is reached.
      (.link("http://internal:8000/v1/batches?page=2"), "https://h/v1/batches?page=2"),
      (.link("https://other/x?page=2"), nil), (.link("ftp://h/v1/batches"), nil),
      (.page(3), "https://h/v1/batches?limit=100&page=3"),
    ] as [(NextAddress, String?)])
  func staysOnTheServer(address: NextAddress, url: String?) {
    let target = NextPages.target(of: address, from: Self.page, at: Self.origin)
    #expect(target?.url(at: Self.origin) == url)
  }
}
