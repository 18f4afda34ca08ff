import Glibc
import Testing

@testable import NcursesTerminal

@Suite struct CollectedOutputTests {
  /// A pipe instead of a terminal, with two descriptors of its write end.
  private struct Pipe {
    let reading: Int32
    let terminal: Int32
    let stream: Int32

    init() throws {
      var ends: [Int32] = [0, 0]
      try #require(pipe(&ends) == 0)
      (reading, terminal) = (ends[0], ends[1])
      stream = dup(terminal)
      _ = fcntl(reading, F_SETFL, O_NONBLOCK)
    }

    func send(_ text: String) {
      let sent = Array(text.utf8).withUnsafeBytes { write(stream, $0.baseAddress, $0.count) }
      #expect(sent == text.utf8.count)
    }

    func arrived() -> String {
      var buffer = [UInt8](repeating: 0, count: 1000)
      let count = read(reading, &buffer, buffer.count)
      return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    func close() { for descriptor in [reading, terminal, stream] { _ = Glibc.close(descriptor) } }
  }

  @Test func holdsBackWhatIsSentMeanwhile() throws {
    let pipe = try Pipe()
    defer { pipe.close() }
    let collected = try #require(CollectedOutput(stream: pipe.stream, terminal: pipe.terminal))
    defer { collected.close() }
    func frame(_ pieces: String...) -> String {
      String(decoding: collected.bytes { for piece in pieces { pipe.send(piece) } }, as: UTF8.self)
    }
    #expect(frame("a long ", "first ", "frame") == "a long first frame")
    #expect(frame("short") == "short", "nothing of the frame before")
    #expect(frame() == "")
    #expect(pipe.arrived() == "")

    pipe.send("beside")
    #expect(pipe.arrived() == "beside")
    #expect(fcntl(pipe.stream, F_GETFD) & FD_CLOEXEC != 0, "no program that is started inherits it")
  }
}
