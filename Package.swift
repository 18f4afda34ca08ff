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
    .target(name: "CTerminalRescue"),
    .target(name: "CCoreDumps"),
    .target(
      name: "CQuietDispatch",
      linkerSettings: [
        .unsafeFlags(["-Xlinker", "--wrap=dispatch_source_set_timer"]), .linkedLibrary("dispatch"),
      ]),
    .target(name: "FileDescriptors", swiftSettings: strict),
    .target(name: "Screen", swiftSettings: strict),
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
    .target(name: "BatchListing", dependencies: ["Batches"], swiftSettings: strict),
    .target(
      name: "BatchClient",
      dependencies: ["Batches", "CCoreDumps", "CCurl", "CZlib"], swiftSettings: strict),
    .target(
      name: "Browser",
      dependencies: [
        "Screen", "Batches",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "lazybatch",
      dependencies: [
        "FileDescriptors", "Screen", "NcursesTerminal", "Batches", "BatchListing", "BatchClient",
        "Browser", "CQuietDispatch",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict),

    .testTarget(name: "ScreenTests", dependencies: ["Screen"], swiftSettings: strict),
    .testTarget(
      name: "NcursesTerminalTests", dependencies: ["NcursesTerminal", "Screen"],
      swiftSettings: strict),
    .testTarget(name: "BatchesTests", dependencies: ["Batches"], swiftSettings: strict),
    .testTarget(
      name: "BatchListingTests", dependencies: ["BatchListing", "Batches"], swiftSettings: strict),
    .testTarget(
      name: "BatchClientTests", dependencies: ["Batches", "BatchClient", "CCurl"],
      swiftSettings: strict),
    .testTarget(
      name: "BrowserTests",
      dependencies: ["Browser", "Screen", "Batches"],
      exclude: ["Snapshots"],
      swiftSettings: strict),
    .testTarget(
      name: "LazybatchTests",
      dependencies: [
        "lazybatch", "BatchClient", "Batches", "Screen",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
  ]
)
