import BatchClient
import Batches
import Browser
import NcursesTerminal

/// A fast path for common command lines: setting up the argument parser takes longer than everything
/// else that a short command does.
///
/// Anything that is not understood here, or invalid, is left to the parser, so that help, completion
/// and errors stay in one place. Whatever is understood means the same to both.
enum QuickArguments: Sendable, Hashable {
  case version
  case versionReport
  case browse(BrowseSettings)
  case list(ListSettings)
  case show(ShowSettings)

  /// - Parameter arguments: without the program's name.
  /// - Returns: nil where the parser is needed.
  init?(_ arguments: [String]) {
    switch arguments {
    case ["--version"]:
      self = .version
      return
    case ["--version", "--verbose"], ["--verbose", "--version"]:
      self = .versionReport
      return
    default: break
    }
    var words = Words(arguments)
    switch arguments.first {
    case "list":
      words.skip()
      var settings = ListSettings()
      guard words.readAll({ settings.parse($0, &$1) }), settings.problem == nil else { return nil }
      self = .list(settings)
    case "show":
      words.skip()
      var settings = ShowSettings()
      guard words.readAll({ settings.parse($0, &$1) }), settings.problem == nil else { return nil }
      self = .show(settings)
    case let first:
      if first == "browse" { words.skip() }
      var settings = BrowseSettings()
      guard words.readAll({ settings.parse($0, &$1) }), settings.problem == nil else { return nil }
      self = .browse(settings)
    }
  }
}

extension QuickArguments {
  /// Whether the command sends requests.
  var readsBatches: Bool {
    switch self {
    case .version, .versionReport: false
    case .list(let settings): !settings.fromHistory
    case .browse, .show: true
    }
  }
}

/// The words of a command line, consumed from first to last.
struct Words {
  private var remaining: ArraySlice<String>
  /// The value after the `=` of an option.
  private var attached: String?

  init(_ arguments: [String]) { remaining = arguments[...] }

  mutating func skip() { remaining.removeFirst() }

  /// Calls `parse` with each option's name or plain word.
  /// - Returns: false where one is unknown or its value was not consumed.
  mutating func readAll(_ parse: (String, inout Words) -> Bool) -> Bool {
    while var word = remaining.popFirst() {
      if word.hasPrefix("--"), let mark = word.firstIndex(of: "=") {
        attached = String(word[word.index(after: mark)...])
        word = String(word[..<mark])
      }
      guard parse(word, &self), attached == nil else { return false }
    }
    return true
  }

  /// The value of the current option; nil where there is none, or it is ambiguous.
  mutating func value() -> String? {
    if let value = attached {
      attached = nil
      return value.isEmpty ? nil : value
    }
    guard let next = remaining.first, !next.isEmpty, !next.hasPrefix("-") else { return nil }
    remaining.removeFirst()
    return next
  }

  /// Sets a property that is nil by default to the option's value.
  mutating func set<Value>(_ property: inout Value?, _ make: (String) -> Value?) -> Bool {
    // Not by way of the other one: a nil of `make` would count as a value there.
    guard let value = value().flatMap(make) else { return false }
    property = value
    return true
  }

  /// Sets a property to the option's value.
  mutating func set<Value>(_ property: inout Value, _ make: (String) -> Value?) -> Bool {
    guard let value = value().flatMap(make) else { return false }
    property = value
    return true
  }
}

extension ServerSettings {
  fileprivate mutating func parse(_ word: String, _ words: inout Words) -> Bool {
    switch word {
    case "--profile": return words.set(&profileName) { $0 }
    case "--provider": return words.set(&provider) { Dialect(named: $0) }
    case "--base-url": return words.set(&baseURL) { $0 }
    case "--page-size": return words.set(&pageSize) { Int($0) }
    case "--api-key-command": return words.set(&keyCommand) { $0 }
    case "--header":
      guard let header = words.value().flatMap({ try? RequestHeader(parsing: $0) }) else {
        return false
      }
      headers.append(header)
    case "--log-file": return words.set(&logFile) { $0 }
    case "--allow-insecure-http": allowsInsecureHTTP = true
    case "--demo": demo = true
    default: return false
    }
    return true
  }
}

extension AppearanceSettings {
  fileprivate mutating func parse(_ word: String, _ words: inout Words) -> Bool {
    switch word {
    case "--color": return words.set(&color) { ColorChoice(rawValue: $0) }
    case "--ascii": ascii = true
    case "--ambiguous-width":
      return words.set(&ambiguousWidth) { AmbiguousWidth(rawValue: $0) }
    default: return false
    }
    return true
  }
}

extension BrowseSettings {
  fileprivate mutating func parse(_ word: String, _ words: inout Words) -> Bool {
    switch word {
    case "--notify": return words.set(&notify) { Notice(rawValue: $0) }
    case "--allow-cancel": allowsCancel = true
    case "--no-history": history.isOff = true
    case "--history": return words.set(&history.name) { $0 }
    default: return server.parse(word, &words) || appearance.parse(word, &words)
    }
    return true
  }
}

extension ListSettings {
  fileprivate mutating func parse(_ word: String, _ words: inout Words) -> Bool {
    switch word {
    case "--output": return words.set(&output) { OutputFormat(rawValue: $0) }
    case "--limit": return words.set(&limit) { Int($0) }
    case "--after": return words.set(&after) { $0 }
    case "--all": all = true
    case "--fields": return words.set(&fields) { $0 }
    case "--sort": return words.set(&sort) { $0 }
    case "--from-history": fromHistory = true
    case "--incremental": incremental = true
    case "--no-history": history.isOff = true
    case "--history": return words.set(&history.name) { $0 }
    case _ where !word.isEmpty && !word.hasPrefix("-"): filter.append(word)
    default: return server.parse(word, &words) || appearance.parse(word, &words)
    }
    return true
  }
}

extension ShowSettings {
  fileprivate mutating func parse(_ word: String, _ words: inout Words) -> Bool {
    switch word {
    case "--output": return words.set(&output) { OutputFormat(rawValue: $0) }
    case _ where !word.isEmpty && !word.hasPrefix("-") && id.isEmpty: id = word
    default: return server.parse(word, &words) || appearance.parse(word, &words)
    }
    return true
  }
}
