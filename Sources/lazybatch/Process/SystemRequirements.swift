import Glibc

/// What the program needs of the system before it does anything.
enum SystemRequirements {
  /// Open files besides those that the program inherits: the terminal, pipes, connections, a file that
  /// is read or written. With fewer, libcurl and Dispatch would hang or crash.
  private static let descriptors = 24
  /// In bytes of address space: the stacks of its threads, and a list of some thousand batches.
  private static let memory = 96 << 20

  /// - Parameter arguments: as Swift reads them from `/proc`; none at all where it could not.
  /// - Returns: what is lacking, as a sentence; nil where nothing is.
  static func lack(arguments: [String]) -> String? {
    // Without this check the program would run without its options, and send the key to the default
    // server.
    if arguments.isEmpty {
      return "The arguments cannot be read, because /proc is not mounted: "
        + "mount it (mount -t proc proc /proc)"
    }
    if !canOpenFiles(descriptors) {
      return "Too few files may be open at once: raise the limit (ulimit -n 64)"
    }
    if !canUseMemory(memory) {
      return "Too little memory may be used: raise the limit (ulimit -v 500000)"
    }
    return nil
  }

  static func canOpenFiles(_ count: Int) -> Bool {
    var files = [open("/", O_RDONLY | O_CLOEXEC)]
    defer { for file in files where file >= 0 { close(file) } }
    while let last = files.last, last >= 0, files.count < count {
      files.append(fcntl(last, F_DUPFD_CLOEXEC, 0))
    }
    return files.last.map { $0 >= 0 } ?? false
  }

  /// Whether so many threads, or processes, can be started besides those that exist.
  static func canStartThreads(_ count: Int) -> Bool {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return false }
    defer { close(ends[0]) }
    var threads: [pthread_t] = []
    for _ in 0..<count {
      var thread = pthread_t()
      let failure = pthread_create(
        &thread, nil,
        { source in
          // Until the other end is closed.
          var byte: UInt8 = 0
          read(Int32(Int(bitPattern: source)), &byte, 1)
          return nil
        }, UnsafeMutableRawPointer(bitPattern: Int(ends[0])))
      if failure == 0 { threads.append(thread) }
    }
    close(ends[1])
    for thread in threads { pthread_join(thread, nil) }
    return threads.count == count
  }

  static func canUseMemory(_ bytes: Int) -> Bool {
    let block = mmap(
      nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let block, block != MAP_FAILED else { return false }
    munmap(block, bytes)
    return true
  }
}
