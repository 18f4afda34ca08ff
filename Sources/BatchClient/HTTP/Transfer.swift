import Batches
import CCurl
import Glibc

/// One request and its answer on an easy handle of libcurl. Set up by the task that wants it, then
/// touched by the thread of `TransferThread` alone.
final class Transfer: @unchecked Sendable {
  enum Outcome: Sendable {
    case answered(Answer)
    /// libcurl gave up; the answer holds what came until then.
    case failed(TransferReport, Answer)
    /// One of our own limits passed.
    case timedOut(Limit, Answer)
    case tooLarge(status: Int)
    case cancelled
  }

  enum Limit: Sendable { case silence, wholeTry }

  let easy: UnsafeMutableRawPointer
  /// Set on the thread.
  var isCancelled = false
  /// Called once, on the thread.
  var onEnd: ((Outcome) -> Void)?

  private let limits: ClientLimits
  private let end: ContinuousClock.Instant
  private var lastByte = ContinuousClock.now
  private var bytesAtLastByte: curl_off_t = 0
  /// When the body of anything but a success is no longer waited for; nil before its head is here.
  private var endOfErrorBody: ContinuousClock.Instant?
  private var body: [UInt8] = []
  /// Whether the header has come to its end. libcurl reports success, too, for an answer that was cut
  /// in the middle of it.
  private var hasHead = false
  /// Why the receiver of the body stopped libcurl.
  private var stop: Stop?
  private var headers: UnsafeMutablePointer<curl_slist>?
  private let errorText: UnsafeMutablePointer<CChar>

  private enum Stop { case tooLarge, enough }

  /// - Parameters:
  ///   - end: of the whole try, of which this may be a later part.
  ///   - decoding: whether libcurl undoes the compression that the answer's header names.
  init?(
    url: String, _ configuration: ClientConfiguration, end: ContinuousClock.Instant, decoding: Bool
  ) {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.end = end
    limits = configuration.limits
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    set(CURLOPT_URL, url)
    setRequest(configuration, decoding: decoding)
    setConnection(configuration)
    setReceivers()
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(headers)
    errorText.deallocate()
  }

  // MARK: Set-up

  private func setRequest(_ configuration: ClientConfiguration, decoding: Bool) {
    var lines = ["Accept: application/json", "User-Agent: lazybatch/\(configuration.version)"]
    if let key = configuration.key {
      let field = configuration.keyHeader.field(key)
      lines.append("\(field.name): \(field.value)")
    }
    for line in lines { headers = curl_slist_append(headers, line) }
    lb_curl_set_list(easy, CURLOPT_HTTPHEADER, headers)
    // Empty: every coding that libcurl was built with.
    set(CURLOPT_ACCEPT_ENCODING, "")
    set(CURLOPT_HTTP_CONTENT_DECODING, decoding ? 1 : 0)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
  }

  private func setConnection(_ configuration: ClientConfiguration) {
    // Signals belong to the screen.
    set(CURLOPT_NOSIGNAL, 1)
    // Whoever gives up must not wait for a name server that does not answer.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connect / .milliseconds(1)))
    set(CURLOPT_BUFFERSIZE, 64 << 10)
    set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    if let roots = configuration.roots {
      lb_curl_set_string(easy, CURLOPT_CAINFO, roots.file)
      lb_curl_set_string(easy, CURLOPT_CAPATH, roots.folder)
      lb_curl_set_string(easy, CURLOPT_PROXY_CAINFO, roots.file)
      lb_curl_set_string(easy, CURLOPT_PROXY_CAPATH, roots.folder)
    }
    // An empty text is "none", whatever the environment says.
    let proxy = configuration.proxies.proxy(for: configuration.server.origin)
    set(CURLOPT_PROXY, proxy?.value ?? "")
    set(CURLOPT_NOPROXY, "")
    // A proxy sees where to, and nothing of what; plain http included.
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

  /// - Returns: how many bytes were taken; fewer end the transfer.
  private func receive(_ part: UnsafeRawBufferPointer) -> Int {
    let isSuccess = Answer.isSuccess(responseCode)
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

  /// The length that the header promises, which is that of the bytes before they are decompressed.
  private func expectedBytes(atMost limit: Int) -> Int {
    let length = Int(TransferReport.offset(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T))
    return min(max(0, length), limit, Self.mostReserved)
  }

  /// In bytes: no server has more memory set aside on its word alone.
  private static let mostReserved = 1 << 20

  private func receive(headerLine line: UnsafeRawBufferPointer) -> Int {
    let status = responseCode
    // An informational answer (1xx) comes before the one that counts. Only behind 101 no other would
    // come: it switches to a protocol that nobody asked for.
    guard status >= 200 || status == Self.switchingProtocols,
      line.allSatisfy({ $0 == 0x0D || $0 == 0x0A })
    else { return line.count }
    hasHead = true
    if status == Self.switchingProtocols {
      stop = .enough
      return 0
    }
    if !Answer.isSuccess(status) {
      endOfErrorBody =
        .now + (Answer.isRedirect(status) ? limits.redirectBodyTime : limits.errorBodyTime)
    }
    return line.count
  }

  private static let switchingProtocols = 101

  private var responseCode: Int { TransferReport.long(easy, CURLINFO_RESPONSE_CODE) }

  // MARK: The end

  /// What has come of the transfer when libcurl is done with it.
  func outcome(of code: CURLcode) -> Outcome {
    let answer = answer()
    switch stop {
    case .tooLarge: return .tooLarge(status: answer.status)
    case .enough: return .answered(answer)
    case nil: break
    }
    if code == CURLE_OK, hasHead, !isUndecodable(answer) { return .answered(answer) }
    let cause =
      code != CURLE_OK ? code : hasHead ? CURLE_BAD_CONTENT_ENCODING : CURLE_GOT_NOTHING
    return .failed(TransferReport(easy, cause, text: String(cString: errorText)), answer)
  }

  /// Whether bytes came that libcurl made nothing of, without saying so.
  private func isUndecodable(_ answer: Answer) -> Bool {
    answer.coding != nil && body.isEmpty
      && TransferReport.offset(easy, CURLINFO_SIZE_DOWNLOAD_T) > 0
  }

  /// What has come of the transfer when a limit has passed; nil when none has.
  func outcome(at now: ContinuousClock.Instant) -> Outcome? {
    // libcurl is asked, instead of the receivers counting: compressed bytes may have come that decode
    // to nothing yet.
    let bytes =
      TransferReport.offset(easy, CURLINFO_SIZE_DOWNLOAD_T)
      + curl_off_t(TransferReport.long(easy, CURLINFO_HEADER_SIZE))
    if bytes != bytesAtLastByte {
      bytesAtLastByte = bytes
      lastByte = now
    }
    if now >= end { return .timedOut(.wholeTry, answer()) }
    if let endOfErrorBody, now >= endOfErrorBody { return .answered(answer()) }
    guard now >= lastByte + limits.silence else { return nil }
    return .timedOut(.silence, answer())
  }

  /// When `outcome(at:)` may next have one.
  var nextLimit: ContinuousClock.Instant {
    min(end, lastByte + limits.silence, endOfErrorBody ?? end)
  }

  func end(_ outcome: Outcome) {
    onEnd?(outcome)
    onEnd = nil
  }

  private func answer() -> Answer {
    guard hasHead else { return Answer() }
    let headers = ResponseHeaders(easy)
    return Answer(
      status: responseCode, headers: ResponseFacts(headers), body: body,
      coding: headers["content-encoding"], location: headers["location"])
  }
}
