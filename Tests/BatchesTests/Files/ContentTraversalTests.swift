import Batches
import Testing

@Suite struct ContentTraversalTests {
  private static let version = ContentVersion(etag: "\"a\"", size: 1_000_000)

  private static func started() -> ContentTraversal {
    var traversal = ContentTraversal(ContentRequest(.file("f")))
    #expect(traversal.next.resume == nil)
    #expect(traversal.begin(ContentHead(version: version)) == .first)
    return traversal
  }

  @Test func theRestIsAskedForAfterACut() {
    var traversal = Self.started()
    #expect(traversal.next.resume == nil)
    traversal.accept(bytes: 300)
    #expect(traversal.next.resume == ContentPosition(offset: 300, version: Self.version))
    #expect(traversal.begin(ContentHead(start: 300, version: Self.version)) == .resumed)
    traversal.accept(bytes: 10)
    #expect(traversal.received == 310)
    #expect(traversal.begin(ContentHead(version: Self.version)) == .again)
    #expect(traversal.received == 0)
  }

  @Test func decompressedBytesHaveNoPlace() {
    var traversal = ContentTraversal(ContentRequest(.file("f")))
    #expect(traversal.begin(ContentHead(isUnpacked: true)) == .first)
    traversal.accept(bytes: 300)
    #expect(traversal.next.resume == nil)
    #expect(traversal.begin(ContentHead(isUnpacked: true)) == .again)
  }

  @Test func onlyProgressForgetsRetries() {
    var traversal = Self.started()
    traversal.accept(bytes: 100_000)
    traversal.retry()
    traversal.retry()
    #expect(traversal.retriesDone == 2)
    #expect(traversal.begin(ContentHead()) == .again)
    traversal.accept(bytes: 100_000)
    #expect(traversal.retriesDone == 2)
    traversal.accept(bytes: 100_000)
    #expect(traversal.retriesDone == 0)
  }

  @Test func aPartIsFollowedByTheRest() {
    var traversal = ContentTraversal(ContentRequest(.file("f")))
    let head = ContentHead(version: ContentVersion(size: 500))
    _ = traversal.begin(head)
    traversal.accept(bytes: 200)
    #expect(traversal.end() == .part)
    #expect(traversal.next.resume?.offset == 200)
    // The same part once more is no progress.
    #expect(traversal.begin(head) == .again)
    traversal.accept(bytes: 200)
    #expect(traversal.end() == .stalled(.shortContent(received: 200, of: 500)))
    #expect(traversal.begin(ContentHead(start: 200, version: head.version)) == .resumed)
    traversal.accept(bytes: 300)
    #expect(traversal.end() == .complete)
  }

  @Test func whatIsDecompressedOrHasNoLengthIsNoPart() {
    var traversal = ContentTraversal(ContentRequest(.file("f")))
    _ = traversal.begin(ContentHead(version: ContentVersion(size: 500), isUnpacked: true))
    traversal.accept(bytes: 200)
    #expect(traversal.end() == .complete)
    _ = traversal.begin(ContentHead(isEndMarked: false))
    #expect(traversal.end() == .ofUnknownSize)
  }

  @Test(arguments: [
    (ContentVersion(etag: "a"), ContentVersion(etag: "a"), true),
    (ContentVersion(etag: "a"), ContentVersion(etag: "b"), false),
    (ContentVersion(size: 1), ContentVersion(size: 1), true),
    (ContentVersion(size: 1), ContentVersion(size: 2), false),
    (ContentVersion(etag: "a", size: 1), ContentVersion(etag: "a", size: 2), false),
    (ContentVersion(etag: "a", size: 1), ContentVersion(size: 1), true),
    (ContentVersion(etag: "a"), ContentVersion(size: 1), false),
    (ContentVersion(), ContentVersion(), false),
    (ContentVersion(lastModified: "x"), ContentVersion(lastModified: "x"), false),
    (ContentVersion(lastModified: "x", size: 1), ContentVersion(lastModified: "y", size: 1), false),
  ])
  func versions(one: ContentVersion, other: ContentVersion, isSame: Bool) {
    #expect(one.isSame(as: other) == isSame)
    #expect(other.isSame(as: one) == isSame)
  }
}
