// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

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
    .target(name: "FileDescriptors", swiftSettings: strict),
    .target(name: "Characters", swiftSettings: strict),
    .target(name: "Screen", dependencies: ["Characters"], swiftSettings: strict),
    .target(
      name: "NcursesTerminal",
      dependencies: [
        "FileDescriptors", "Screen", "CNcurses", "CTerminalRescue",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict,
      // ncurses must find our `wcwidth` before the C library's.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic-symbol=wcwidth"])]),
    .target(name: "Batches", swiftSettings: strict),
    .target(name: "Secrets", dependencies: ["Batches"], swiftSettings: strict),
    .target(name: "BatchListing", dependencies: ["Batches"], swiftSettings: strict),
    .target(name: "BatchResults", dependencies: ["Batches"], swiftSettings: strict),
    .target(
      name: "BatchClient",
      dependencies: ["Batches", "Secrets", "CCurl", "CZlib"], swiftSettings: strict),
    .target(name: "BatchStore", dependencies: ["Batches"], swiftSettings: strict),
    .target(name: "BatchHistory", dependencies: ["Batches", "CSQLite"], swiftSettings: strict),
    .target(
      name: "BatchInsight", dependencies: ["Characters", "Batches", "BatchStore"],
      swiftSettings: strict),
    .target(
      name: "BatchPresentation",
      dependencies: ["Screen", "Batches", "BatchStore", "BatchInsight", "BatchResults"],
      swiftSettings: strict),
    .target(
      name: "Browser",
      dependencies: [
        "Screen", "Batches", "BatchListing", "BatchStore", "BatchInsight", "BatchPresentation",
        "BatchResults",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "lazybatch",
      dependencies: [
        "FileDescriptors", "Screen", "NcursesTerminal", "Batches", "BatchListing", "BatchClient",
        "BatchHistory", "BatchResults", "BatchInsight", "BatchPresentation", "Browser", "Secrets",
        "CCoreDumps",
        "CQuietDispatch",
        "CShortage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict),

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
        "lazybatch", "BatchClient", "Batches", "Screen", "Secrets",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
  ]
)
