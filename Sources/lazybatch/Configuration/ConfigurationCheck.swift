import BatchClient
import Preferences
import Secrets

extension Preferences {
  /// What is wrong with the file, with what only the browser knows of keys, and the client of addresses and
  /// headers.
  var allProblems: [PreferenceProblem] {
    (problems + keymap.problems + profiles.flatMap(\.problemsOfClient)).sorted {
      $0.position < $1.position
    }
  }
}

extension Profile {
  /// Addresses and headers that cannot be used.
  fileprivate var problemsOfClient: [PreferenceProblem] {
    var problems: [PreferenceProblem] = []
    func note(_ name: String, _ error: InvalidSetting, _ position: TextPosition) {
      problems.append(
        PreferenceProblem(
          .invalid(name: "profile.\(self.name).\(name)", reason: error.sentence), at: position))
    }
    if let address = values[OptionTable.baseURL.name] {
      do {
        _ = try ServerAddress(
          address.value.words,
          allowingInsecureHTTP: bool(OptionTable.allowInsecureHTTP) ?? false)
      } catch {
        note(OptionTable.baseURL.name, error, address.position)
      }
    }
    for header in headers {
      guard case .text(let text) = header.value else { continue }
      do {
        _ = try RequestHeader(parsing: "\(header.name): \(text)")
      } catch {
        note("headers.\(header.name)", error, header.position)
      }
    }
    return problems
  }
}
