import Testing

@testable import lazybatch

@Suite struct FilterArgumentsTests {
  @Test(
    arguments: [
      (["count", "-status:completed duration>2h"], ["count", " -status:completed duration>2h"]),
      (["list", "--all", "-failed>0", "-o"], ["list", "--all", " -failed>0", "-o"]),
      (["list", "--sort", "-duration"], ["list", "--sort", "-duration"]),
      (["list", "--sort=-duration", "-h"], ["list", "--sort=-duration", "-h"]),
      (
        ["wait", "-name:x", "--exec", "x", "-hello"], ["wait", " -name:x", "--exec", "x", "-hello"]
      ),
      (["wait", "x", "--exec=x", "-a:b"], ["wait", "x", "--exec=x", "-a:b"]),
      (["list", "--", "-status:failed", "-hello"], ["list", "--", "-status:failed", "-hello"]),
      (["show", "-hello"], ["show", "-hello"]), (["-hello"], ["-hello"]), ([], []),
    ] as [([String], [String])])
  func termsGetABlank(arguments: [String], expected: [String]) throws {
    #expect(try FilterArguments.prepared(arguments) == expected)
  }

  @Test(arguments: [
    ["list", "-hello"], ["count", "-\"two words\""], ["wait", "-all"], ["list", "-文件名"],
  ])
  func whatMayBeAnOptionIsRefused(arguments: [String]) {
    #expect {
      try FilterArguments.prepared(arguments)
    } throws: { error in
      guard let failure = error as? Failure else { return false }
      return failure.status == 64 && failure.sentence.hasSuffix("-- '\(arguments[1])'")
    }
  }
}
