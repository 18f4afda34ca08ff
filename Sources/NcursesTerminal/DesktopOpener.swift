import Screen

/// Opens pages with `xdg-open`, which knows the browser that the user prefers.
struct DesktopOpener: PageOpener {
  private let environment: [String: String]
  private let hasDesktop: Bool

  private static let program = "xdg-open"
  /// It may become the browser itself, and then runs as long as that.
  private static let longestRun = Duration.seconds(365 * 24 * 3600)
  /// How long it may run before that counts as success.
  private static let patience = Duration.seconds(3)

  init(environment: [String: String]) {
    func isSet(_ name: String) -> Bool { !environment[name, default: ""].isEmpty }
    self.environment = ClipboardTools.withoutSecrets(environment)
    // A display that comes with SSH is on the other side of it, and so slow that nobody browses there.
    let isRemote = isSet("SSH_CONNECTION") || isSet("SSH_TTY")
    hasDesktop = !isRemote && (isSet("DISPLAY") || isSet("WAYLAND_DISPLAY"))
  }

  func open(_ url: String) async -> OpenedPage {
    guard hasDesktop else { return .noDesktop }
    let (outcomes, source) = AsyncStream.makeStream(of: OpenedPage.self)
    let helper = HelperProgram(
      command: [Self.program, url], environment: environment, longestRun: Self.longestRun)
    Task {
      let success = await helper.run(input: []) {}
      source.yield(success ? .opened : .failed(program: Self.program))
    }
    Task {
      try? await Task.sleep(for: Self.patience)
      source.yield(.opened)
    }
    for await outcome in outcomes { return outcome }
    return .noDesktop
  }
}

extension NcursesTerminal {
  public var opener: any PageOpener { DesktopOpener(environment: environment) }
}
