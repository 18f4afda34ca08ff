import AsyncHTTPClient
import Batches
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSOCKS
import NIOSSL

/// Errors of the network as failures: a sentence with the host, what to do, and whether another
/// try makes sense.
struct NetworkFailures: Sendable {
  let origin: Origin
  /// The proxy on the way, as `host:port`; nil without one.
  let proxy: String?
  let limits: ClientLimits

  var host: String { origin.hostAndPort }

  func failure(for error: any Error, status: Int? = nil) -> ServiceFailure {
    var failure = translation(of: error)
    failure.status = status
    return failure
  }

  private func translation(of error: any Error) -> ServiceFailure {
    switch error {
    case let failure as ServiceFailure: failure
    case is CancellationError: cancelled
    case let error as HTTPClientError: clientFailure(error)
    case let error as NIOConnectionError: connectFailure(error)
    case let error as IOError: systemFailure(error.errnoCode, peer: host, text: "\(error)")
    case let error as ChannelError: channelFailure(error)
    case let error as HTTPParserError: parserFailure(error)
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: tlsFailure(error)
    case is SOCKSError.ConnectionFailed: proxyRefused
    case is SOCKSError.NoValidAuthenticationMethod, is SOCKSError.InvalidAuthenticationSelection:
      proxyWantsPassword
    case is SOCKSError.InvalidProtocolVersion, is SOCKSError.InvalidReservedByte,
      is SOCKSError.InvalidAddressType:
      notAProxy
    case NIOHTTPDecompression.DecompressionError.limit: tooLarge(limits.bodyBytes, status: nil)
    case is NIOHTTPDecompression.DecompressionError: badCompression
    case let error as NIOHTTPDecompression.ExtraDecompressionError:
      error == .invalidTrailingData ? badCompression : closed
    // A proxy that hangs up has no error of its own.
    default: proxy == nil ? unnamed("\(error)") : proxyRefused
    }
  }

  private func clientFailure(_ error: HTTPClientError) -> ServiceFailure {
    switch error {
    case .cancelled, .requestStreamCancelled: cancelled
    case .connectTimeout, .getConnectionFromPoolTimeout: connectTimeout
    case .tlsHandshakeTimeout:
      timeout("\(host) did not finish the TLS handshake within \(seconds(limits.connect))")
    case .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
      timeout(
        "The proxy \(proxyName) did not reach \(host) within \(seconds(limits.connect))",
        advice: checkTheProxy)
    case .readTimeout: timeout("\(host) sent nothing for \(seconds(limits.silence))")
    case .writeTimeout: timeout("\(host) took nothing for \(seconds(limits.silence))")
    case .remoteConnectionClosed, .uncleanShutdown: closed
    case .proxyAuthenticationRequired: proxyWantsPassword
    case .invalidProxyResponse: proxyRefused
    default: unnamed(error.shortDescription)
    }
  }

  private func connectFailure(_ error: NIOConnectionError) -> ServiceFailure {
    let peer = proxy == nil ? host : proxyName
    if let single = error.connectionErrors.last {
      switch single.error {
      case let error as IOError:
        return systemFailure(error.errnoCode, peer: peer, text: "\(error)")
      case ChannelError.connectTimeout:
        return connectTimeout
      default:
        return unnamed("\(single.error)")
      }
    }
    guard error.dnsAError != nil || error.dnsAAAAError != nil else { return connectTimeout }
    return ServiceFailure(
      .connection, "no address was found for \(error.host)",
      advice: "Check the name and the network", retry: .backoff)
  }

  private func channelFailure(_ error: ChannelError) -> ServiceFailure {
    switch error {
    case .connectTimeout: connectTimeout
    case .ioOnClosedChannel, .alreadyClosed, .inputClosed, .outputClosed, .eof: closed
    default: unnamed("\(error)")
    }
  }

  private func parserFailure(_ error: HTTPParserError) -> ServiceFailure {
    switch error {
    case .invalidEOFState, .closedConnection: closed
    case .headerOverflow:
      ServiceFailure(.tooLarge, "\(host) sent headers without an end")
    default:
      ServiceFailure(
        .notTheAPI, "\(host) does not answer in HTTP",
        advice: origin.isSecure
          ? "Check the host and the port" : "Check the port, or try https:// in the base URL")
    }
  }
}
