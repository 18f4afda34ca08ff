import Batches
import Testing

/// What a list says about its next page besides `has_more`.
@Suite struct ContinuationTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var body: String
    var link: String?
    var hasMore: Bool?
    var next: NextAddress?
    var testDescription: String { "\(body) \(link ?? "")" }
  }

  private static let link = #"<https://h/batches?page=2>; rel="next""#

  static let rows: [Row] = [
    Row(body: #"{"data":[{"id":"a"}]}"#),
    // In the header.
    Row(
      body: #"{"data":[{"id":"a"}]}"#, link: link, hasMore: true,
      next: .link("https://h/batches?page=2")),
    Row(body: #"[{"id":"a"}]"#, link: link, hasMore: true, next: .link("https://h/batches?page=2")),
    Row(
      body: #"[{"id":"a"}]"#, link: "</b?a=1,2>; rel=prev, </b?a=3,4>; title=x; rel='last next'",
      hasMore: true, next: .link("/b?a=3,4")),
    Row(
      body: #"{"data":[{"id":"a"}]}"#, link: #"<https://h/b?page=1>; rel="prev""#, hasMore: false),
    Row(body: #"{"data":[{"id":"a"}]}"#, link: #"<https://h/docs>; rel="help""#),
    Row(body: #"{"data":[{"id":"a"}]}"#, link: "next"),
    Row(body: #"{"data":[{"id":"a"}],"has_more":false}"#, link: link, hasMore: false),
    Row(body: #"{"data":[{"id":"a"}],"has_more":true}"#, link: link, hasMore: true),
    // In the body.
    Row(
      body: #"{"count":9,"next":"https://h/b?page=2","previous":null,"results":[{"id":"a"}]}"#,
      hasMore: true, next: .link("https://h/b?page=2")),
    Row(body: #"{"next":null,"results":[{"id":"a"}]}"#, hasMore: false),
    Row(
      body: #"{"data":[{"id":"a"}],"links":{"next":"/b?c=1"}}"#, hasMore: true,
      next: .link("/b?c=1")),
    Row(body: #"{"data":[{"id":"a"}],"next_cursor":"abc"}"#, hasMore: true),
    Row(body: #"{"data":[{"id":"a"}],"next_page":2}"#, hasMore: true, next: .page(2)),
    // Numbers of pages.
    Row(
      body: #"{"data":[{"id":"a"}],"pagination":{"page":1,"pages":3}}"#, hasMore: true,
      next: .page(2)),
    Row(body: #"{"data":[{"id":"a"}],"pagination":{"page":3,"pages":3}}"#, hasMore: false),
    Row(
      body: #"{"data":[{"id":"a"}],"current_page":"2","total_pages":"3"}"#, hasMore: true,
      next: .page(3)),
    Row(body: #"{"data":[{"id":"a"}],"total_pages":1}"#, hasMore: false),
    Row(body: #"{"data":[{"id":"a"}],"total_pages":3}"#),
    Row(
      body: #"{"content":[{"id":"a"}],"page":{"number":0,"totalPages":3}}"#, hasMore: true,
      next: .page(1)),
    Row(body: #"{"content":[{"id":"a"}],"number":2,"totalPages":3,"last":true}"#, hasMore: false),
    Row(body: #"{"data":[{"id":"a"}],"page":7,"usage":{"pages":9}}"#),
  ]

  @Test(arguments: rows) func isRead(row: Row) throws {
    let page = try PageBody(parsing: bytes(row.body), headers: ResponseFacts(link: row.link))
    #expect(page.nextAddress == row.next)
    let decoded = page.decode()
    #expect(decoded.hasMore == row.hasMore)
    if row.next != nil { #expect(!decoded.isWholeList) }
  }
}
