# Swift in nixpkgs is older than 6.2, so this takes the programs out of the archive of `make dist`:
#   nix-build packaging/nix --arg archive ./dist/lazybatch-0.1.0-linux-x86_64.tar.gz
{ pkgs ? import <nixpkgs> { }, archive }:

pkgs.stdenv.mkDerivation {
  pname = "lazybatch";
  version = "0.1.0";
  src = archive;

  nativeBuildInputs = [ pkgs.autoPatchelfHook ];
  buildInputs = [ pkgs.curl pkgs.ncurses pkgs.sqlite pkgs.stdenv.cc.cc.lib pkgs.zlib ];

  # They are stripped, and their relocations are packed.
  dontStrip = true;

  installPhase = ''
    runHook preInstall
    mkdir -p $out
    cp -r bin libexec share $out/
    runHook postInstall
  '';

  meta = {
    description = "Terminal browser for LLM batch jobs";
    license = pkgs.lib.licenses.mit;
    mainProgram = "lazybatch";
    platforms = [ "x86_64-linux" "aarch64-linux" ];
  };
}
