import Batches

extension ServiceFailure {
  /// Everything a reader needs in one line: what happened, what the server said, what to do.
  package var sentence: String {
    var parts = [headline]
    if let serverWords { parts.append("The server said: \(serverWords)") }
    if let whatToDo { parts.append(whatToDo) }
    if let traceID { parts.append("Trace id \(traceID)") }
    return parts.reduce("") { $0 + ($0.isEmpty ? "" : separator(after: $0, before: $1)) + $1 }
  }

  /// What happened, and the HTTP status of the answer.
  package var headline: String { status.map { "\(summary) (HTTP \($0))" } ?? summary }

  private func separator(after said: String, before part: String) -> String {
    // Servers end their sentences themselves.
    if let last = said.last, ".!?。！？…".contains(last) { return " " }
    return part.first?.isLowercase == true ? "; " : ". "
  }

  /// The server's own message with its code, where it sent one.
  package var serverWords: String? {
    guard let serverMessage, !serverMessage.isEmpty else { return serverCode.map { "code \($0)" } }
    return serverCode.map { "\(serverMessage) (code \($0))" } ?? serverMessage
  }

  /// What the reader can do about it: wait as long as the server says, or what the advice says.
  package var whatToDo: String? { comeBack ?? tryAgain ?? advice }

  /// When the server named a wait, and nothing but waiting helps.
  private var tryAgain: String? {
    guard case .after(let seconds) = retry, advice == Self.adviceToWait else { return nil }
    return "Try again in \(SpanText.long(max(1, Int(seconds.rounded(.up)))))"
  }

  /// When the server named a wait that is too long to sit out.
  package var comeBack: String? {
    guard case .after(let seconds) = retry, seconds > RetryPolicy.longestWait else { return nil }
    let wait = Int(min(seconds, 100 * 365 * 86_400).rounded(.up))
    return "Come back in \(SpanText.long(wait))"
  }
}
