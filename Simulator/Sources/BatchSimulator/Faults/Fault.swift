/// A way in which such services are known to misbehave.
public enum Fault: String, Sendable, Hashable, CaseIterable {
  // Refusals.
  case unauthorized = "401"
  case forbidden = "403"
  case outOfBalance = "403-balance"
  case notFound = "404"
  case rateLimited = "429"
  case rateLimitedWithWait = "429-retry-after"
  case rateLimitedForADay = "429-day"
  case overloaded = "503"
  case gatewayTimeout = "504"
  case refusedCursor = "refuse-after"
  case refusedLimit = "refuse-limit"
  case redirected = "redirect"
  // Invalid responses with a success status.
  case html
  case emptyBody = "empty-body"
  case errorUnder200 = "200-error"
  // On the wire.
  case reset
  case truncated
  case drip
  case hang
  case endless
  case bomb
  // Another shape than the documented one.
  case bareArray = "bare-array"
  case envelope
  // Paging.
  case stuck
  case cycle
  case emptyWithMore = "empty-more"
  case withoutHasMore = "no-has-more"
  case shifted
  // Items.
  case odd
  // Files.
  case fileGone = "file-gone"
  case withoutRange = "file-no-range"
  case fileCut = "file-cut"
  case fileSlow = "file-slow"
  case brokenLines = "file-broken"
  case fileRedirect = "file-redirect"
  case fileURL = "file-url"

  /// The fault's effect, in one line.
  public var summary: String {
    switch self {
    case .unauthorized: "401: the key is rejected"
    case .forbidden: "403: the key lacks permission"
    case .outOfBalance: "403: the balance is insufficient"
    case .notFound: "404 page not found"
    case .rateLimited: "429 without Retry-After"
    case .rateLimitedWithWait: "429 with Retry-After: 2 seconds"
    case .rateLimitedForADay: "429 with Retry-After: a day"
    case .overloaded: "503: the service is busy"
    case .gatewayTimeout: "504 with an HTML page"
    case .refusedCursor: "400 on every `after`"
    case .refusedLimit: "400 on every `limit`"
    case .redirected: "307 to another origin"
    case .reset: "the connection is reset before the response"
    case .truncated: "the connection ends in the middle of the body"
    case .drip: "one byte of the body a second"
    case .hang: "no response at all"
    case .endless: "the body never ends"
    case .bomb: "the body never ends, and is compressed where the client accepts it"
    case .html: "200 with an HTML page"
    case .emptyBody: "200 with nothing"
    case .errorUnder200: "200 with an error in the body"
    case .bareArray: "the whole list as an array, without pages"
    case .envelope: "the page wrapped in {\"code\":20000,\"data\":…}"
    case .stuck: "`after` is ignored: every page is the first"
    case .cycle: "pages A, B, A, B, …"
    case .emptyWithMore: "empty pages with has_more after the first page"
    case .withoutHasMore: "has_more is missing"
    case .shifted: "pages overlap by some rows"
    case .fileGone: "404 on every file"
    case .withoutRange: "files come as a whole, whatever part is asked for, and without an ETag"
    case .fileCut: "the connection ends after each third of a file"
    case .fileSlow: "64 KiB of a file a second"
    case .brokenLines: "files have lines that are no JSON, cut off, empty, of other characters, …"
    case .fileRedirect: "302 from every file to a signed URL on another port, which refuses keys"
    case .fileURL: "batches name such URLs in the place of ids"
    case .odd: "items of wrong types, without ids, with control characters, …"
    }
  }
}
