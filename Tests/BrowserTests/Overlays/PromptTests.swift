import BatchInsight
import Batches
import Screen
import Testing

@testable import Browser

/// What the prompts for filter and file make of keys and pasted text.
struct PromptTests {
  private let context = OverlayFixture.context()

  private static func typed(_ text: String) -> [OverlayEvent] { text.map { .key(.character($0)) } }

  private func filter(_ text: String) throws -> Filter {
    try Filter.parse(text, zone: context.localZone, now: context.clocks.server.second).get()
  }

  @Test func theFilterIsShownWhileItIsTyped() throws {
    let prompt = FilterPrompt(text: "", history: [])
    #expect(
      prompt.after(Self.typed("abc"), in: context).1
        == .consumed([.previewFilter(try filter("abc"))]))
    #expect(
      prompt.after([.paste("abc")], in: context).1
        == .consumed([.previewFilter(try filter("abc"))]))
    #expect(prompt.after([.key(.function(7))], in: context).1 == .consumed([]))
    #expect(prompt.after([.command(.down)], in: context).1 == .ignored)
  }

  @Test func theTermsBeforeAMistakeCount() throws {
    let (prompt, result) = FilterPrompt(text: "", history: [])
      .after(Self.typed("abc age<x"), in: context)
    #expect(result == .consumed([.previewFilter(try filter("abc "))]))
    #expect(prompt.input.mistake != nil)
    let (entered, end) = prompt.after([.key(.enter)], in: context)
    #expect(end == .consumed([]), "it stays open")
    #expect(entered.input.mistake?.isUnfinished == false)
    let (mended, _) = entered.after(
      [.key(.control("w"))], in: context)
    #expect(mended.input.mistake == nil)
  }

  @Test func theFilterIsKeptOrLeft() throws {
    let prompt = FilterPrompt(text: "old", history: ["older", "old"])
    #expect(
      prompt.after([.key(.enter)], in: context).1
        == .closed([.applyFilter(try filter("old"), text: "old")]))
    for key in [Key.escape, .control("c")] {
      #expect(prompt.after([.key(key)], in: context).1 == .closed([.restoreFilter]))
    }
    #expect(prompt.after([.key(.up)], in: context).0.input.line.text == "older")
    #expect(prompt.after(Self.typed("n"), in: context).0.input.line.text == "n", "replaced")
  }

  private func savePrompt(_ path: String = "rows.csv") -> SavePrompt {
    let extent = SaveExtent(rows: 3, loaded: 5, coverage: .complete, hasGaps: false)
    return SavePrompt(path: path, of: .rows, extent: extent, history: [])
  }

  @Test func aPathIsSavedTo() throws {
    let target = try SaveTarget(typed: "rows.csv")
    #expect(
      savePrompt().after([.key(.enter)], in: context).1
        == .closed([.save(target, replacing: false)]))
    #expect(savePrompt().after([.key(.escape)], in: context).1 == .closed([]))
    let (wrong, result) = savePrompt().after(Self.typed("a.txt") + [.key(.enter)], in: context)
    #expect(result == .consumed([]))
    #expect(wrong.input.mistake != nil)
    #expect(wrong.after([.key(.backspace)], in: context).0.input.mistake == nil)
  }

  @Test func aPathIsCompleted() {
    let prompt = savePrompt("ro")
    #expect(prompt.after([.key(.tab)], in: context).1 == .consumed([.complete(path: "ro")]))
    #expect(prompt.after([.key(.home), .key(.tab)], in: context).1 == .consumed([]))
    let completions = PathCompletions(path: "rows", names: ["rows.csv", "rows.json"])
    let (completed, result) = prompt.after([.completed(path: "ro", completions)], in: context)
    #expect(result == .consumed([]))
    #expect(completed.input.line.text == "rows")
    #expect(completed.input.choices == ["rows.csv", "rows.json"])
    #expect(completed.after(Self.typed("."), in: context).0.input.choices.isEmpty)
    let late = prompt.after(Self.typed("x") + [.completed(path: "ro", completions)], in: context)
    #expect(late.1 == .ignored, "the line is another by now")
  }
}
