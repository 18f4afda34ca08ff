import BatchResults
import Batches

extension Reconciliation {
  /// "90 of 100 requests succeeded, 8 failed for 2 reasons, and 2 have no result"
  /// - Parameter reasons: how many the failures have, such as "2 reasons".
  func sum(reasons: String) -> String {
    var parts = [
      (total.map { "\(succeeded.grouped) of \(counted($0, "request", "requests"))" }
        ?? counted(succeeded, "request", "requests")) + " succeeded",
      "\(failed.grouped) failed"
        + (failed > 0 ? " for " + reasons : ""),
    ]
    if damaged > 0 {
      parts.append("\(damaged.grouped) \(damaged == 1 ? "has" : "have") a damaged result")
    }
    if let missing { parts.append("\(missing.grouped) \(missing == 1 ? "has" : "have") no result") }
    return parts.dropLast().joined(separator: ", ") + ", and " + (parts.last ?? "")
  }

  /// What does not fit, as sentences without a full stop.
  var contradictions: [String] { problems.map(sentence) }

  private func sentence(_ problem: Problem) -> String {
    func differs(_ counted: Int, _ says: Int, _ verb: String) -> String {
      "By the server's counts " + lazybatch.counted(says, "request", "requests")
        + " \(verb), and the files have \(counted.grouped)"
    }
    switch problem {
    case .inputDiffers(let lines, let says):
      return "The input file has " + counted(lines, "request", "requests")
        + ", and the server says \(says.grouped)"
    case .totalDiffers(let sum, let expected):
      return "Together these are " + counted(sum, "request", "requests")
        + ", and \(expected.grouped) were asked for"
    case .succeededDiffers(let counted, let says): return differs(counted, says, "succeeded")
    case .failedDiffers(let counted, let says): return differs(counted, says, "failed")
    case .duplicateResults(let count):
      return counted(count, "result is", "results are") + " of a request that has one already"
    case .succeededAndFailed(let count):
      return counted(count, "request", "requests")
        + " both failed and succeeded, and \(count == 1 ? "counts" : "count") as succeeded"
    case .duplicateInputs(let count):
      return counted(count, "line", "lines")
        + " of the input \(count == 1 ? "has" : "have") the custom_id of an earlier one"
    case .notAskedFor(let count):
      return counted(count, "request", "requests") + " with a result "
        + (count == 1 ? "is" : "are") + " not in the input file"
    case .withoutID(let count):
      return counted(count, "result names", "results name") + " no request"
    case .unreadableLines(let count):
      return counted(count, "line", "lines") + " could not be read"
    case .tooManyIDs:
      return
        "The batch has more than \(ResultLimits.ids.grouped) requests, too many to tell which have "
        + "no result"
    }
  }
}
