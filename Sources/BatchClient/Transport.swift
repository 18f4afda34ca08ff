import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL

/// How the HTTP library is set up.
enum Transport {
  static func configuration(
    for configuration: ClientConfiguration, proxy: Proxy?
  ) throws(InvalidSetting) -> HTTPClient.Configuration {
    let limits = configuration.limits
    var transport = HTTPClient.Configuration(
      tlsConfiguration: try tls(configuration),
      redirectConfiguration: .disallow,
      timeout: .init(connect: TimeAmount(limits.connect), read: TimeAmount(limits.silence)),
      proxy: proxy.map(libraryProxy),
      decompression: .enabled(limit: .size(limits.bodyBytes)))
    let host = configuration.server.origin.host
    // Loopback by definition (RFC 6761), and no name to ask a name server for.
    if host.hasSuffix(".localhost") { transport.dnsOverride[host] = "localhost" }
    // One request at a time gains nothing from HTTP/2, which brings more ways to fail.
    transport.httpVersion = .http1Only
    // Whether and when to try again is decided where the reader can see it.
    transport.connectionPool.retryConnectionEstablishment = false
    transport.connectionPool.idleTimeout = TimeAmount(limits.idleConnection)
    transport.http1_1ConnectionDebugInitializer = { channel in
      channel.eventLoop.submit {
        let pipeline = channel.pipeline.syncOperations
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
        try pipeline.addHandlers(
          StatusCheck(), ContentCodingCheck(patience: TimeAmount(limits.errorBodyStart)),
          position: .after(decoder))
      }
    }
    return transport
  }

  private static func tls(
    _ configuration: ClientConfiguration
  ) throws(InvalidSetting) -> TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    guard let file = configuration.certificateFile, configuration.server.origin.isSecure else {
      return tls
    }
    do {
      tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
    } catch {
      throw InvalidSetting("SSL_CERT_FILE names a file without readable certificates: \(file)")
    }
    return tls
  }

  private static func libraryProxy(_ proxy: Proxy) -> HTTPClient.Configuration.Proxy {
    switch proxy.kind {
    case .http(let credentials):
      .server(
        host: proxy.host, port: proxy.port,
        authorization: credentials.map { .basic(username: $0.user, password: $0.password) })
    case .socks5:
      .socksServer(host: proxy.host, port: proxy.port)
    }
  }
}
