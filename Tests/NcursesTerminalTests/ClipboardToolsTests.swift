import Glibc
import Screen
import Testing

@testable import NcursesTerminal

/// With shell scripts named like clipboard programs.
@Suite(.timeLimit(.minutes(1))) struct ClipboardToolsTests {
  private let folder = try! ScriptFolder()

  private func tools(_ variables: [String: String]) -> ClipboardTools {
    ClipboardTools(environment: folder.environment.merging(variables) { _, given in given })
  }

  /// - Returns: the reported routes, in order.
  private func offer(_ text: String, to tools: ClipboardTools) async -> [CopyRoute] {
    let (told, source) = AsyncStream.makeStream(of: CopyRoute.self)
    await tools.offer(text) { source.yield($0) }
    source.finish()
    return await told.reduce(into: []) { $0.append($1) }
  }

  @Test func theFirstThatTakesTheTextIsTheLastThatIsAsked() async throws {
    try folder.add("wl-copy", "exit 1")
    try folder.add("xclip", #"cat >text; echo "$@" >arguments"#)
    try folder.add("xsel", "cat >too-many")
    let display = ["WAYLAND_DISPLAY": "w", "DISPLAY": ":0"]
    #expect(await offer("batch_1 中\n", to: tools(display)) == [.tool("xclip")])
    #expect(folder.text("text") == "batch_1 中\n")
    #expect(folder.text("arguments") == "-selection clipboard\n")
    #expect(folder.text("too-many") == nil)
  }

  @Test func nobodyIsThere() async {
    #expect(await offer("x", to: tools(["DISPLAY": ":0", "TMUX": "x"])) == [.nowhere])
  }

  @Test func tmuxAndAToolGetTheText() async throws {
    try folder.add("tmux", "cat >by-tmux")
    try folder.add("xsel", "cat >by-tool")
    #expect(await offer("x", to: tools(["DISPLAY": ":0", "TMUX": "x"])) == [.tmux])
    #expect(folder.text("by-tmux") == "x")
    #expect(folder.text("by-tool") == "x")
  }

  /// Our signal dispositions, blocked signals and descriptors are not inherited.
  @Test func aProgramSeesNothingOfUs() async throws {
    try folder.add(
      "xclip",
      """
      cat >/dev/null
      ls /proc/$$/fd >files
      readlink /proc/$$/fd/1 /proc/$$/fd/2 | cat >outputs
      grep -E '^Sig(Ign|Blk)' /proc/$$/status | cut -f 2 >signals
      cut -d ' ' -f 1,5 /proc/$$/stat >group
      env >environment
      """)
    let environment = ["DISPLAY": ":0", "OPENAI_API_KEY": "sk", "1": "not a name", "KIND": "a b"]
    #expect(await offer("x", to: tools(environment)) == [.tool("xclip")])
    #expect(folder.text("outputs") == "/dev/null\n/dev/null\n")
    let signals = try #require(folder.text("signals")).split(separator: "\n")
    // The C library ignores two unnamed signals of its own.
    #expect(signals.map { UInt64($0, radix: 16).map { $0 & 0x7FFF_FFFF } } == [0, 0])
    let numbers = try #require(folder.text("group")).split(whereSeparator: \.isWhitespace)
    #expect(numbers.count == 2 && numbers[0] == numbers[1])
    let seen = try #require(folder.text("environment")).split(separator: "\n")
    #expect(seen.contains("KIND=a b") && !seen.contains { $0.hasPrefix("OPENAI") })
    let files = try #require(folder.text("files")).split(separator: "\n").compactMap { Int($0) }
    #expect(files.filter { $0 < 10 } == [0, 1, 2], "a shell reads its script from a higher one")
  }

  /// More than a pipe holds, so that we are still writing when the reader exits.
  @Test(arguments: [(0, CopyRoute.tool("xclip")), (1, .nowhere)])
  func aProgramThatDoesNotReadSaysByItsStatusHowItWent(status: Int, route: CopyRoute) async throws {
    try folder.add("xclip", "exec <&-; exit \(status)")
    let text = String(repeating: "x", count: 1 << 20)
    #expect(await offer(text, to: tools(["DISPLAY": ":0"])) == [route])
  }

  @Test func aProgramThatStaysWithTheTextHasTakenItAndIsEndedWithTheOffer() async throws {
    try folder.addFIFO("never")
    try folder.add("xclip", "cat >/dev/null; echo $$ >process; read -r _ <never")
    let (told, source) = AsyncStream.makeStream(of: CopyRoute.self)
    let offer = Task { [tools = tools(["DISPLAY": ":0"])] in
      await tools.offer("x") { source.yield($0) }
    }
    #expect(await told.first { _ in true } == .tool("xclip"))
    let process = try #require(folder.text("process").flatMap { pid_t($0.dropLast()) })
    #expect(kill(process, 0) == 0)
    offer.cancel()
    await offer.value
    #expect(kill(process, 0) == -1 && errno == ESRCH)
  }

  /// A background process that serves the clipboard.
  @Test func aProgramThatGoesIntoTheBackgroundIsLeftThere() async throws {
    try folder.addFIFO("end")
    try folder.add("xclip", "cat >text; (read -r _ <end) &")
    #expect(await offer("x", to: tools(["DISPLAY": ":0"])) == [.tool("xclip")])
    // Opening blocks until there is a reader.
    let end = open(folder.path("end"), O_WRONLY | O_CLOEXEC)
    #expect(end >= 0)
    close(end)
  }

  @Test func aProgramThatNeverEndsIsKilled() async throws {
    try folder.addFIFO("never")
    try folder.add("hang", "exec cat never")
    let program = HelperProgram(
      command: ["hang"], environment: folder.environment, longestRun: .milliseconds(50))
    #expect(await program.run(input: []) {} == false)
  }
}

/// A folder of scripts, in which they also run. PATH has nothing else, so that the developer's
/// clipboard is left alone.
private final class ScriptFolder: Sendable {
  private let folder: String

  init() throws {
    var template = Array("/tmp/lazybatch-tools-XXXXXX".utf8CString)
    folder = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    guard let entries = opendir(folder) else { return }
    while let entry = readdir(entries) {
      withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) {
          _ = unlink(path(String(cString: $0)))
        }
      }
    }
    closedir(entries)
    rmdir(folder)
  }

  var environment: [String: String] { ["PATH": folder] }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func add(_ name: String, _ script: String) throws {
    let file = open(path(name), O_WRONLY | O_CREAT | O_CLOEXEC, 0o700)
    try #require(file >= 0)
    defer { close(file) }
    let text = "#!/bin/sh\nPATH=/usr/bin:/bin\ncd '\(folder)'\n\(script)\n"
    try #require(write(file, text, text.utf8.count) == text.utf8.count)
  }

  func addFIFO(_ name: String) throws { try #require(mkfifo(path(name), 0o600) == 0) }

  /// The contents of a file that a script wrote.
  func text(_ name: String) -> String? {
    let file = open(path(name), O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(file, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }
}
