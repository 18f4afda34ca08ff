import Batches
import CCurl
import Glibc
import Secrets

/// One request and its response on an easy handle of libcurl. Set up by the task that starts it, then
/// used only on the thread of `TransferThread`.
final class Transfer: @unchecked Sendable {
  enum Outcome: Sendable {
    case received(HTTPResponse)
    /// libcurl gave up; the response holds what was received.
    case failed(TransferReport, HTTPResponse)
    /// One of our own limits was exceeded.
    case timedOut(Limit, HTTPResponse)
    case tooLarge(status: Int)
    case cancelled
  }

  enum Limit: Sendable { case silence, wholeTry }

  let easy: UnsafeMutableRawPointer
  /// Used on the thread only.
  var isCancelled = false
  /// Called once, on the thread.
  var onEnd: ((Outcome) -> Void)?

  /// Takes the body of a success as it arrives; nil where the outcome is to hold it.
  let content: ContentBuffer?

  private let limits: ClientLimits
  private let end: ContinuousClock.Instant
  private var lastByte = ContinuousClock.now
  private var bytesAtLastByte: curl_off_t = 0
  /// When to stop waiting for the body of an error or redirect; nil before its head has arrived.
  private var endOfErrorBody: ContinuousClock.Instant?
  private var body: [UInt8] = []
  /// Whether the headers are complete. libcurl reports success even for a response that was cut off in
  /// the middle of them.
  private var hasHead = false
  /// Why the write callback stopped libcurl.
  private var stop: Stop?
  private var headers: UnsafeMutablePointer<curl_slist>?
  private var addresses: UnsafeMutablePointer<curl_slist>?
  private let errorText: UnsafeMutablePointer<CChar>

  private enum Stop { case tooLarge, enough }

  /// - Parameters:
  ///   - end: the deadline of the whole try, of which this transfer may be a later part. Where the body
  ///     goes to a buffer, only the head has to arrive by then.
  init?(
    _ request: TransferRequest, _ configuration: ClientConfiguration, end: ContinuousClock.Instant,
    content: ContentBuffer? = nil
  ) {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.end = end
    self.content = content
    limits = configuration.limits
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    set(CURLOPT_URL, request.url)
    setRequest(request, configuration)
    setConnection(request, configuration)
    setReceivers()
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(headers)
    curl_slist_free_all(addresses)
    errorText.deallocate()
  }

  // MARK: Set-up

  private func setRequest(_ request: TransferRequest, _ configuration: ClientConfiguration) {
    for line in request.headerLines(configuration) { headers = curl_slist_append(headers, line) }
    lb_curl_set_list(easy, CURLOPT_HTTPHEADER, headers)
    switch request.coding {
    case .decoded, .raw:
      // Empty: every encoding that libcurl was built with.
      set(CURLOPT_ACCEPT_ENCODING, "")
    case .identity: set(CURLOPT_ACCEPT_ENCODING, "identity")
    }
    set(CURLOPT_HTTP_CONTENT_DECODING, request.coding == .decoded ? 1 : 0)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    // A paused transfer would hold up the others that share its HTTP/2 connection.
    set(
      CURLOPT_HTTP_VERSION,
      Int(content == nil ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1))
    // What a server sends beyond the length of a file would be taken for the next answer.
    if content != nil { set(CURLOPT_FORBID_REUSE, 1) }
    if request.method == .post {
      set(CURLOPT_COPYPOSTFIELDS, "")
      // libcurl repeats a request on its own when it finds that a connection in use was closed.
      set(CURLOPT_FRESH_CONNECT, 1)
    }
  }

  private func setConnection(_ request: TransferRequest, _ configuration: ClientConfiguration) {
    // Signals are handled by the terminal.
    set(CURLOPT_NOSIGNAL, 1)
    // Cancelling must not wait for a name server that does not respond.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connect / .milliseconds(1)))
    set(CURLOPT_BUFFERSIZE, content == nil ? 64 << 10 : limits.contentReadBytes)
    set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    if let roots = configuration.roots {
      lb_curl_set_string(easy, CURLOPT_CAINFO, roots.file)
      lb_curl_set_string(easy, CURLOPT_CAPATH, roots.folder)
      lb_curl_set_string(easy, CURLOPT_PROXY_CAINFO, roots.file)
      lb_curl_set_string(easy, CURLOPT_PROXY_CAPATH, roots.folder)
    }
    let origin = request.origin
    if origin.isLocalhost {
      addresses = curl_slist_append(nil, "\(origin.host):\(origin.port):[::1],127.0.0.1")
      lb_curl_set_list(easy, CURLOPT_RESOLVE, addresses)
    }
    // An empty string is "none", whatever the environment says.
    let proxy = configuration.proxies.proxy(for: origin)
    set(CURLOPT_PROXY, proxy?.value ?? "")
    set(CURLOPT_NOPROXY, "")
    // A tunnel even for plain http, so that a proxy sees the destination but not the key.
    set(CURLOPT_HTTPPROXYTUNNEL, 1)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
  }

  private func setReceivers() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    lb_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    lb_curl_set_pointer(easy, CURLOPT_WRITEDATA, context)
    lb_curl_set_pointer(easy, CURLOPT_HEADERDATA, context)
    lb_curl_set_receiver(easy, CURLOPT_WRITEFUNCTION) { bytes, _, count, context in
      guard let bytes, let context else { return 0 }
      let part = UnsafeRawBufferPointer(start: bytes, count: count)
      return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().receive(part)
    }
    lb_curl_set_receiver(easy, CURLOPT_HEADERFUNCTION) { bytes, _, count, context in
      guard let bytes, let context else { return 0 }
      let line = UnsafeRawBufferPointer(start: bytes, count: count)
      return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().receive(headerLine: line)
    }
  }

  private func set(_ option: CURLoption, _ value: String) {
    lb_curl_set_string(easy, option, value)
  }

  private func set(_ option: CURLoption, _ value: Int) { lb_curl_set_long(easy, option, value) }

  // MARK: Bytes

  /// - Returns: the number of bytes accepted; fewer abort the transfer.
  private func receive(_ part: UnsafeRawBufferPointer) -> Int {
    let isSuccess = HTTPResponse.isSuccess(responseCode)
    if isSuccess, let content { return content.append(part) ? part.count : lb_curl_pause }
    let limit = isSuccess ? limits.bodyBytes : limits.errorBodyBytes
    guard body.count + part.count <= limit else {
      if !isSuccess { body.append(contentsOf: part.prefix(limit - body.count)) }
      stop = isSuccess ? .tooLarge : .enough
      return 0
    }
    if body.isEmpty { body.reserveCapacity(max(part.count, expectedBytes(atMost: limit))) }
    body.append(contentsOf: part)
    return part.count
  }

  /// The length that the header announces, which is that of the compressed bytes.
  private func expectedBytes(atMost limit: Int) -> Int {
    let length = Int(TransferReport.offset(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T))
    return min(max(0, length), limit, Self.maximumReservation)
  }

  /// In bytes: no header makes us reserve more memory.
  private static let maximumReservation = 1 << 20

  private func receive(headerLine line: UnsafeRawBufferPointer) -> Int {
    let status = responseCode
    // An informational response (1xx) precedes the final one, except 101, which switches to another
    // protocol.
    guard status >= 200 || status == Self.switchingProtocols,
      line.allSatisfy({ $0 == 0x0D || $0 == 0x0A })
    else { return line.count }
    // A second time after trailers.
    let isFirst = !hasHead
    hasHead = true
    if isFirst, HTTPResponse.isSuccess(status) { content?.begin(response()) }
    if status == Self.switchingProtocols {
      stop = .enough
      return 0
    }
    if !HTTPResponse.isSuccess(status) {
      endOfErrorBody =
        .now + (HTTPResponse.isRedirect(status) ? limits.redirectBodyTime : limits.errorBodyTime)
    }
    return line.count
  }

  private static let switchingProtocols = 101

  private var responseCode: Int { TransferReport.long(easy, CURLINFO_RESPONSE_CODE) }

  // MARK: Outcome

  /// The outcome of the transfer when libcurl is done with it.
  func outcome(of code: CURLcode) -> Outcome {
    let response = response()
    switch stop {
    case .tooLarge: return .tooLarge(status: response.status)
    case .enough: return .received(response)
    case nil: break
    }
    if code == CURLE_OK, hasHead, !isUndecodable(response) { return .received(response) }
    let cause =
      code != CURLE_OK ? code : hasHead ? CURLE_BAD_CONTENT_ENCODING : CURLE_GOT_NOTHING
    return .failed(TransferReport(easy, cause, text: String(cString: errorText)), response)
  }

  /// Whether libcurl received bytes but silently decoded none of them.
  private func isUndecodable(_ response: HTTPResponse) -> Bool {
    content == nil && response.coding != nil && body.isEmpty
      && TransferReport.offset(easy, CURLINFO_SIZE_DOWNLOAD_T) > 0
  }

  /// The outcome of the transfer when a limit is exceeded; nil when none is.
  func outcome(at now: ContinuousClock.Instant) -> Outcome? {
    // Queried instead of counted by the callbacks: compressed bytes may have arrived that do not yield
    // any output yet.
    let bytes =
      TransferReport.offset(easy, CURLINFO_SIZE_DOWNLOAD_T)
      + curl_off_t(TransferReport.long(easy, CURLINFO_HEADER_SIZE))
    if bytes != bytesAtLastByte {
      bytesAtLastByte = bytes
      lastByte = now
    }
    if isStreaming {
      if content?.isPaused == true { lastByte = now }
    } else if now >= end {
      return .timedOut(.wholeTry, response())
    }
    if let endOfErrorBody, now >= endOfErrorBody { return .received(response()) }
    guard now >= lastByte + limits.silence else { return nil }
    return .timedOut(.silence, response())
  }

  /// When to call `outcome(at:)` next; nil for a paused transfer, which waits for its reader.
  var nextLimit: ContinuousClock.Instant? {
    if isStreaming { return content?.isPaused == true ? nil : lastByte + limits.silence }
    return min(end, lastByte + limits.silence, endOfErrorBody ?? end)
  }

  /// Whether the head of a success has come and the rest goes to the buffer, for however long.
  private var isStreaming: Bool {
    content != nil && hasHead && HTTPResponse.isSuccess(responseCode)
  }

  /// Goes on after the buffer was full.
  func goOn() {
    lastByte = .now
    lb_curl_go_on(easy)
  }

  func end(_ outcome: Outcome) {
    content?.end(outcome)
    onEnd?(outcome)
    onEnd = nil
  }

  private func response() -> HTTPResponse {
    guard hasHead else { return HTTPResponse() }
    let headers = ResponseHeaders(easy)
    return HTTPResponse(
      status: responseCode, headers: ResponseFacts(headers), body: body,
      coding: headers["content-encoding"], location: headers["location"],
      range: headers["content-range"].flatMap(ContentRange.init),
      version: ContentVersion(
        etag: headers["etag"], lastModified: headers["last-modified"],
        size: headers["content-length"].flatMap { Int($0) }),
      hasMarkedEnd: headers["content-length"] != nil || headers["transfer-encoding"] != nil
        || TransferReport.long(easy, CURLINFO_HTTP_VERSION) > Int(CURL_HTTP_VERSION_1_1))
  }
}
