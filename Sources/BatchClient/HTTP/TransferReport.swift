import CCurl

/// What libcurl knows about a failed transfer, as a value.
struct TransferReport: Sendable {
  var code: CURLcode
  /// libcurl's own message, which may name hosts; empty where it has none.
  var text = ""
  /// An `errno` of the connection; 0 without one.
  var systemError: Int32 = 0
  /// Of the certificate check (X509_V_ERR_…); 0 when it passed, or when TLS has not begun.
  var verifyResult = 0
  /// The same for the certificate of an https proxy.
  var proxyVerifyResult = 0
  /// The status of a proxy's response to CONNECT; 0 without one.
  var connectStatus = 0
  /// A CURLPX_ value of a SOCKS handshake; 0 for none.
  var socksError = 0
  /// The peer's port, the proxy's where one is used; 0 without a connection.
  var peerPort = 0
  var headerBytes = 0
  var status = 0
  var hasAddress = false
  var isConnected = false

  init(code: CURLcode) { self.code = code }

  init(_ easy: UnsafeMutableRawPointer, _ code: CURLcode, text: String) {
    self.code = code
    self.text = text
    systemError = Int32(truncatingIfNeeded: Self.long(easy, CURLINFO_OS_ERRNO))
    verifyResult = Self.long(easy, CURLINFO_SSL_VERIFYRESULT)
    proxyVerifyResult = Self.long(easy, CURLINFO_PROXY_SSL_VERIFYRESULT)
    connectStatus = Self.long(easy, CURLINFO_HTTP_CONNECTCODE)
    socksError = Self.long(easy, CURLINFO_PROXY_ERROR)
    peerPort = Self.long(easy, CURLINFO_PRIMARY_PORT)
    headerBytes = Self.long(easy, CURLINFO_HEADER_SIZE)
    status = Self.long(easy, CURLINFO_RESPONSE_CODE)
    hasAddress = Self.offset(easy, CURLINFO_NAMELOOKUP_TIME_T) > 0
    // The time stays 0 until a proxy and TLS are done as well.
    isConnected = peerPort > 0 || Self.offset(easy, CURLINFO_CONNECT_TIME_T) > 0
  }

  static func long(_ easy: UnsafeMutableRawPointer, _ info: CURLINFO) -> Int {
    var value = 0
    lb_curl_get_long(easy, info, &value)
    return value
  }

  static func offset(_ easy: UnsafeMutableRawPointer, _ info: CURLINFO) -> curl_off_t {
    var value: curl_off_t = 0
    lb_curl_get_offset(easy, info, &value)
    return value
  }
}
