// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// Under a sanitizer, tests of optimized code save more time than the optimization takes; the tests
// themselves compute little.
let isOptimized = Context.environment["LAZYBATCH_OPTIMIZE"] == "yes"
let sources = strict + (isOptimized ? [.unsafeFlags(["-O"])] : [])

// The tests of ThreadSanitizer's run: building the others takes longer than running these.
let testedTargets: Set<String>? =
  Context.environment["LAZYBATCH_TESTS"] == "threads"
  ? ["BatchClient", "BatchListing", "NcursesTerminal", "Browser"] : nil

let package = Package(
  name: "lazybatch",
  products: [
    .executable(name: "lazybatch", targets: ["lazybatch"]),
    // For the simulator, a separate package in Simulator.
    .library(name: "Batches", targets: ["Batches"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    // Its only default trait is Foundation.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .systemLibrary(name: "CCurl", path: "Modules/CCurl"),
    .systemLibrary(name: "CNcurses", path: "Modules/CNcurses"),
    .systemLibrary(name: "CZlib", path: "Modules/CZlib"),
    .systemLibrary(name: "CSQLite", path: "Modules/CSQLite"),
    .target(name: "CTerminalRescue"),
    .target(name: "CCoreDumps"),
    .target(
      name: "CShortage", dependencies: ["CTerminalRescue"],
      linkerSettings: [
        .unsafeFlags([
          "-Xlinker", "--wrap=_dispatch_temporary_resource_shortage",
          "-Xlinker", "--wrap=_ZN5swift28swift_abortAllocationFailureEmm",
        ])
      ]),
    .target(
      name: "CQuietDispatch",
      linkerSettings: [
        .unsafeFlags(["-Xlinker", "--wrap=dispatch_source_set_timer"]), .linkedLibrary("dispatch"),
      ]),
    .target(name: "FileDescriptors", swiftSettings: sources),
    .target(name: "Characters", swiftSettings: sources),
    .target(name: "Screen", dependencies: ["Characters"], swiftSettings: sources),
    .target(
      name: "NcursesTerminal",
      dependencies: [
        "FileDescriptors", "Screen", "CNcurses", "CTerminalRescue",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: sources,
      // ncurses must find our `wcwidth` before the C library's.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic-symbol=wcwidth"])]),
    .target(name: "Batches", swiftSettings: sources),
    .target(name: "Secrets", dependencies: ["Batches"], swiftSettings: sources),
    .target(name: "Preferences", dependencies: ["Batches"], swiftSettings: sources),
    .target(name: "BatchListing", dependencies: ["Batches"], swiftSettings: sources),
    .target(name: "BatchResults", dependencies: ["Batches"], swiftSettings: sources),
    .target(
      name: "BatchClient",
      dependencies: ["Batches", "Secrets", "CCurl", "CZlib"], swiftSettings: sources),
    .target(name: "BatchStore", dependencies: ["Batches"], swiftSettings: sources),
    .target(name: "BatchHistory", dependencies: ["Batches", "CSQLite"], swiftSettings: sources),
    .target(
      name: "BatchInsight", dependencies: ["Characters", "Batches", "BatchStore"],
      swiftSettings: sources),
    .target(
      name: "BatchPresentation",
      dependencies: ["Screen", "Batches", "BatchStore", "BatchInsight", "BatchResults"],
      swiftSettings: sources),
    .target(
      name: "Browser",
      dependencies: [
        "Screen", "Batches", "BatchListing", "BatchStore", "BatchInsight", "BatchPresentation",
        "BatchResults",
      ],
      swiftSettings: sources),
    .executableTarget(
      name: "lazybatch",
      dependencies: [
        "FileDescriptors", "Screen", "NcursesTerminal", "Batches", "BatchListing", "BatchClient",
        "BatchHistory", "BatchResults", "BatchStore", "BatchInsight", "BatchPresentation",
        "Browser", "Preferences", "Secrets", "CCoreDumps", "CQuietDispatch", "CShortage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: sources),

    // Batches, servers and snapshots for the tests of several targets.
    .target(
      name: "TestSupport", dependencies: ["Batches", "Screen"], path: "Tests/Support",
      swiftSettings: strict),
    .testTarget(name: "ScreenTests", dependencies: ["Screen"], swiftSettings: strict),
    .testTarget(
      name: "NcursesTerminalTests", dependencies: ["NcursesTerminal", "Screen"],
      swiftSettings: strict),
    .testTarget(
      name: "BatchesTests", dependencies: ["Batches", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PreferencesTests", dependencies: ["Preferences", "Batches"], swiftSettings: strict),
    .testTarget(name: "SecretsTests", dependencies: ["Secrets"], swiftSettings: strict),
    .testTarget(
      name: "BatchListingTests", dependencies: ["BatchListing", "Batches"], swiftSettings: strict),
    .testTarget(
      name: "BatchResultsTests", dependencies: ["BatchResults", "Batches"], swiftSettings: strict),
    .testTarget(
      name: "BatchClientTests",
      dependencies: ["Batches", "BatchClient", "BatchListing", "Secrets", "CCurl"],
      swiftSettings: strict),
    .testTarget(
      name: "BatchStoreTests", dependencies: ["BatchStore", "Batches", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BatchHistoryTests", dependencies: ["BatchHistory", "Batches", "CSQLite"],
      swiftSettings: strict),
    .testTarget(
      name: "BatchInsightTests",
      dependencies: ["BatchInsight", "BatchStore", "Batches", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BatchPresentationTests",
      dependencies: [
        "BatchPresentation", "BatchInsight", "BatchResults", "BatchStore", "Screen", "Batches",
        "TestSupport",
      ],
      exclude: ["Snapshots"],
      swiftSettings: strict),
    .testTarget(
      name: "BrowserTests",
      dependencies: [
        "Browser", "BatchPresentation", "BatchInsight", "BatchResults", "BatchStore", "Screen",
        "Batches", "TestSupport",
      ],
      exclude: ["Snapshots"],
      swiftSettings: strict),
    .testTarget(
      name: "LazybatchTests",
      dependencies: [
        "lazybatch", "BatchClient", "Batches", "Preferences", "Screen", "Secrets",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
  ]
)

if let testedTargets {
  package.targets.removeAll {
    $0.isTest && !testedTargets.contains(String($0.name.dropLast("Tests".count)))
      || $0.name == "lazybatch"
  }
  package.products.removeAll { $0.name == "lazybatch" }
}
