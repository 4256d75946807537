package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts are told by several facts, whatever their first line and their encoding. */
class ScriptsTest {
  private static final Identifier IDENTIFIER = new Identifier();
  private static final String BATCH = "@echo off\r\nset a=1\r\ngoto :eof\r\n";

  private static String format(byte[] bytes) throws Exception {
    return IDENTIFIER.identify(new BytesChannel(bytes)).fileFormat();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<?xml version='1.0'?>\\n<a><b/></a>\\n | document/xml",
        "\\n<?xml version='1.0'?>\\n<!-- c -->\\n<a/> | document/xml",
        "<Project Sdk='Microsoft.NET.Sdk'>\\n  <PropertyGroup/>\\n</Project>\\n | code/xml",
        "<configuration>\\n <title>x</title>\\n</configuration>\\n<!-- end -->\\n | code/xml",
        "<!-- first --><!DOCTYPE a [<!ELEMENT a EMPTY>]><a/> | code/xml",
        "<a:b xmlns:a='urn:x'/> | code/xml",
        "<?xml version='1.0'?>\\n<svg xmlns='http://www.w3.org/2000/svg'/> | image/svg",
        "<?xml version='1.0'?>\\n<!DOCTYPE html>\\n<html><body/></html> | code/html",
        "<?xml version='1.0'?>\\n<a><![CDATA[function b() { document.write(1) === 2; }]]></a> | document/xml",
        "<job>\\n<script language='JScript'>1</script>\\n</job> | code/wsf",
        "<div>a</div> | code/html",
        "<a> is a tag | text/plain",
        "<Project> has no end | text/plain"
      })
  void shouldTellXmlAsThePeerDoes(String text, String format) throws Exception {
    assertThat(format(text.translateEscapes().getBytes(UTF_8))).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "setlocal\\nfor %%f in (*.txt) do copy \"%%f\" \"%TEMP%\\\\x\"\\nexit /b 0\\n | code/batch",
        "@cls\\nif not exist \"%APPDATA%\\\\a\" md \"%APPDATA%\\\\a\"\\n | code/batch",
        "<#\\n.SYNOPSIS\\n Does it.\\n#>\\n$a = 1\\n | code/ps1",
        "$items = Get-Item C:\\\\a\\nforeach ($i in $items) { Remove-Item $i -Force }\\n | code/ps1",
        "[CmdletBinding()]\\nparam([string]$Name)\\n | code/ps1",
        "$w = [Net.WebClient]::new()\\niex ($w.DownloadString('http://a'))\\n | code/ps1",
        "Attribute VB_Name = \"Module1\"\\nPublic Sub A()\\nEnd Sub\\n | code/vbs",
        "VERSION 1.0 CLASS\\nBEGIN\\n  MultiUse = -1\\nEND\\n | code/vbs",
        "import os\\nos.system('a')\\n | code/python",
        "import socket, sys\\ns = socket.socket()\\n | code/python",
        "def f(a):\\n    return a + 1\\n | code/python",
        "for i in range(3):\\n    print(i)\\n | code/python",
        "[{000214A0-0000-0000-C000-000000000046}]\\nProp3=19,2\\n[InternetShortcut]\\nURL=http://a/\\n | text/ini",
        "[InternetShortcut]\\nURL=http://a/\\n | text/ini",
        "# Title\\n\\nSome prose.\\n\\n```python\\nimport os\\nprint(os)\\n```\\n | code/markdown",
        "@import url('a.css');\\n | code/css",
        ".a,\\n.b > c:hover {\\n  Margin-Left: 0;\\n}\\n | code/css",
        "interface A {\\n  color: string;\\n  width: number;\\n}\\n | text/plain",
        "import QtQuick 2.0\\nRectangle {\\n  width: 100\\n  color: \"red\"\\n}\\n | text/plain",
        "Get-together on Monday; set-top boxes are out. If you go, import nothing.\\n | text/plain"
      })
  void shouldTellScriptsByWeakFacts(String text, String format) throws Exception {
    assertThat(format(text.strip().translateEscapes().getBytes(UTF_8))).isEqualTo(format);
  }

  @Test
  void shouldReadScriptsInWideCharactersWithAndWithoutAMark() throws Exception {
    assertThat(format(BATCH.getBytes(UTF_16LE))).isEqualTo("code/batch");
    assertThat(format(BATCH.getBytes(UTF_16BE))).isEqualTo("code/batch");
    assertThat(format(("\ufeff" + BATCH).getBytes(UTF_16LE))).isEqualTo("code/batch");
    assertThat(format(BATCH.getBytes(UTF_8))).isEqualTo("code/batch");
    assertThat(format(BATCH.replace("\r\n", "\r").getBytes(UTF_8))).isEqualTo("code/batch");
  }

  @Test
  void shouldReadAScriptThatHidesBehindTheMarkOfWideCharacters() throws Exception {
    assertThat(format(("\u00ff\u00fe" + BATCH).getBytes(ISO_8859_1))).isEqualTo("code/batch");
  }

  /** A third of them were plain text once, and one a PDF. */
  @Test
  void shouldTellEverySourceOfThisModuleAsJava() throws Exception {
    Path home = Path.of(System.getProperty("heliograph.home"));
    try (Stream<Path> files = Files.walk(home.resolve("libs/identify/src"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();

      assertThat(sources).hasSizeGreaterThan(30);
      for (Path source : sources) {
        assertThat(format(Files.readAllBytes(source))).as(source.toString()).isEqualTo("code/java");
      }
    }
  }
}
