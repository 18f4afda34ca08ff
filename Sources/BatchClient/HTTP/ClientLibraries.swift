import CCurl
import CZlib

/// The libraries that carry the requests, as they are loaded, for reports of bugs.
public enum ClientLibraries {
  /// The versions of libcurl and of what it uses: TLS, HTTP/2.
  public static var curl: String {
    guard let info = curl_version_info(CURLVERSION_SEVENTH)?.pointee else { return "" }
    let http2 = info.features & CURL_VERSION_HTTP2 != 0 ? "HTTP/2" : "no HTTP/2"
    return [info.version, info.ssl_version].compactMap { $0.map { String(cString: $0) } }
      .joined(separator: ", ") + ", \(http2)"
  }

  public static var zlib: String { zlibVersion().map { String(cString: $0) } ?? "" }
}
