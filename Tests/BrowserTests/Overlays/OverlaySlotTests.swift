import BatchInsight
import BatchPresentation
import Screen
import Testing

@testable import Browser

struct OverlaySlotTests {
  private let context = OverlayFixture.context()

  @Test func keepsTheOverlayAsItBecomes() {
    var slot = OverlaySlot()
    #expect(slot.handle(.command(.down), in: context) == nil, "nothing is open")
    slot.open(.sort(SortMenu(at: .server)))
    #expect(slot.handle(.command(.last), in: context) == [])
    #expect(slot.current == .sort(SortMenu(at: SortOrder(by: .verdict))))
    #expect(slot.handle(.paste("x"), in: context) == nil, "ignored")
    #expect(slot.current == .sort(SortMenu(at: SortOrder(by: .verdict))))
    #expect(slot.handle(.command(.open), in: context) == [.sort(by: .verdict)])
    #expect(slot.current == nil)
  }

  @Test func theTraitsAreThoseOfTheOneOnTop() {
    var slot = OverlaySlot()
    slot.open(.help(HelpOverlay()))
    #expect(slot.traits == HelpOverlay.traits)
    slot.open(.filter(FilterPrompt(text: "", history: [])))
    #expect(slot.traits == FilterPrompt.traits)
    #expect(slot.coversPanes, "the help is below")
    slot.close()
    #expect(slot.traits == HelpOverlay.traits)
    slot.close()
    #expect(slot.traits == OverlayTraits())
    #expect(!slot.coversPanes)
  }

  @Test func whatIsBelowKeepsItsPlace() {
    var slot = OverlaySlot()
    slot.open(.sort(SortMenu(at: .server)))
    slot.open(.help(HelpOverlay()))
    #expect(slot.handle(.command(.help), in: context) == [], "it closes itself")
    #expect(slot.current == .sort(SortMenu(at: .server)))
  }
}
