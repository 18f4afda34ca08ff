import CNcurses
import Glibc
import Screen

/// Asking the terminal how it counts characters, and what its background is.
extension NcursesTerminal {
  /// To be called before a frame is shown, whose bytes must follow what is returned.
  /// - Returns: what to send; nothing where the terminal was asked before, cannot be asked, or is shown
  ///   nothing but ASCII.
  func beginProbe(before frame: Frame) -> [UInt8] {
    guard probe == nil, description.isANSI, charset.text == .unicode,
      size.columns >= TerminalProbe.columns, charset.drawing != .ascii || !frame.isASCII
    else { return [] }
    // The query draws over what ncurses believes to be there. Before its first frame ncurses erases
    // the screen anyway.
    if shown != nil { forgetScreen() }
    probe = TerminalProbe()
    probeDeadline = .now + .seconds(TerminalProbe.limit)
    decoder.expectsReplies = true
    let asksBackground = palette?.dependsOnBackground == true && commands.isUnderstood
    return TerminalProbe.query(asksBackground: asksBackground)
  }

  /// Whether answers may be on their way.
  var isProbing: Bool {
    guard let probe, let probeDeadline else { return false }
    return probe.isOutstanding && .now < probeDeadline
  }

  func receive(_ replies: [TerminalReply]) {
    guard !replies.isEmpty, probe != nil else { return }
    hasReplied = true
    let before = probe
    for reply in replies { probe?.receive(reply) }
    if let rules = probe?.rules, rules != before?.rules { adopt(rules) }
    if let isLight = probe?.hasLightBackground, before?.hasLightBackground == nil {
      adopt(lightBackground: isLight)
    }
    // A cursor position that comes later is a key.
    if probe?.isOutstanding == false { decoder.expectsReplies = false }
  }

  private func adopt(_ rules: WidthRules) {
    guard useRules(rules) else { return }
    waiting.append(.charset(charset))
  }

  /// - Returns: whether what is on the screen would be laid out otherwise.
  @discardableResult
  func useRules(_ rules: WidthRules) -> Bool {
    var rules = rules
    switch ambiguousWidth {
    case .auto: rules.withholdsAmbiguous = rules.hasWideAmbiguous && isInsideScreen
    case .one: rules.hasWideAmbiguous = false
    case .two: rules.hasWideAmbiguous = true
    }
    let before = WidthRules.current
    guard rules != before else { return false }
    let haveWithheld = WidthRules.haveWithheld
    WidthRules.current = rules
    if charset.drawing != .ascii {
      charset.drawing = rules.hasWideAmbiguous || hasFullWidthFont ? .narrow : .boxes
    }
    // What was drawn already may be in other columns than ncurses believes.
    if rules.hasWideAmbiguous != before.hasWideAmbiguous {
      werase(window)
      forgetScreen()
      return true
    }
    return haveWithheld
  }

  /// Whether GNU screen may be between us and the terminal, perhaps on another machine.
  private var isInsideScreen: Bool {
    environment["STY"]?.isEmpty == false || environment["TERM", default: ""].hasPrefix("screen")
  }

  private func adopt(lightBackground isLight: Bool) {
    guard var palette, palette.isOnLight != isLight else { return }
    palette.isOnLight = isLight
    self.palette = palette
    // ncurses draws again what has these colours.
    Self.define(palette)
    waiting.append(.charset(charset))
  }

  /// Takes what looks like an answer for a key again, once no answer is to be expected any more.
  func endProbeAtDeadline() {
    guard decoder.expectsReplies, let probeDeadline,
      .now > probeDeadline + .seconds(TerminalProbe.patience)
    else { return }
    decoder.expectsReplies = false
  }

  /// Waits for the answers that are on their way, at most until the limit: they would end up in the
  /// shell.
  /// - Returns: whether some may come later.
  func awaitReplies() -> Bool {
    while isProbing, !hungUp, let probeDeadline {
      let seconds = ContinuousClock.now.duration(to: probeDeadline) / .seconds(1)
      var state = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      guard poll(&state, 1, Int32((seconds * 1_000).rounded(.up))) > 0 else { continue }
      drainInput()
    }
    // Who has not answered by then never does.
    return probe?.isOutstanding == true
      && probeDeadline.map { .now < $0 + .seconds(TerminalProbe.patience) } == true
  }
}
