// Which C library a host has, which it gets, and from where, for the distributions people run.
import { describe, expect, test } from '@jest/globals';
import { archiveUri, donorFor, isOlder, loaderNames } from '../../../src/storage/embedded/glibc.js';

describe('C library versions', () => {
  test.each([
    ['2.36', '2.38', true],
    ['2.35', '2.38', true],
    ['2.4', '2.38', true],
    ['2.38', '2.38', false],
    ['2.41', '2.38', false],
    ['3.0', '2.38', false],
    ['2.38.1', '2.38', false],
    ['2', '2.38', true],
  ])('%s is older than %s: %p', (a, b, older) => {
    expect(isOlder(a, b)).toBe(older);
  });
});

describe('where a newer C library comes from', () => {
  test.each([
    ['Debian 12', 'ID=debian\nVERSION_CODENAME=bookworm\n', 'trixie', 'bookworm'],
    ['Debian 11', 'VERSION_CODENAME=bullseye\nID=debian', 'trixie', 'bullseye'],
    ['Ubuntu 22.04', 'ID="ubuntu"\nID_LIKE="debian"\nVERSION_CODENAME="jammy"\n', 'noble', 'jammy'],
  ])('%s', (_, osRelease, suite, codename) => {
    const found = donorFor(osRelease);
    expect(found?.donor.suite).toBe(suite);
    expect(found?.codename).toBe(codename);
  });

  test.each([
    ['an unknown distribution', 'ID=rocky\nVERSION_CODENAME=x\n'],
    ['one that is only like Debian', 'ID=raspbian\nID_LIKE=debian\nVERSION_CODENAME=bookworm\n'],
    ['a distribution without a codename', 'ID=debian\n'],
    ['no os-release', ''],
  ])('%s: nowhere', (_, osRelease) => {
    expect(donorFor(osRelease)).toBeNull();
  });
});

describe("the archive in the host's own apt sources", () => {
  test.each([
    ['one line', 'deb http://mirror.example/debian bookworm main contrib\n'],
    ['options in brackets', 'deb [arch=amd64 signed-by=/k.gpg] http://mirror.example/debian bookworm main\n'],
    [
      'source packages first',
      'deb-src http://other.example/debian bookworm main\ndeb http://mirror.example/debian bookworm main',
    ],
    [
      'updates first',
      'deb http://other.example/s bookworm-security main\ndeb http://mirror.example/debian bookworm main',
    ],
    [
      'a foreign archive first',
      'deb http://other.example/x bookworm stable\ndeb http://mirror.example/debian bookworm main',
    ],
    [
      'a stanza with comments inside',
      'Types: deb\n# snapshot\nURIs: http://mirror.example/debian\nSuites: bookworm bookworm-updates\nComponents: main\n',
    ],
    [
      'a second stanza',
      'Types: deb\nURIs: http://other.example/n\nSuites: nodistro\nComponents: main\n\nTypes: deb deb-src\nURIs: http://mirror.example/debian http://b.example\nSuites: bookworm\nComponents: main contrib\n',
    ],
    [
      'a stanza that is off first',
      'Enabled: no\nTypes: deb\nURIs: http://other.example/n\nSuites: bookworm\nComponents: main\n\nTypes: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\nComponents: main\n',
    ],
  ])('%s', (_, sources) => {
    expect(archiveUri(sources, 'bookworm')).toBe('http://mirror.example/debian');
  });

  test.each([
    ['nothing', ''],
    ['a line that is commented out', '# deb http://mirror.example/debian bookworm main'],
    ['another release', 'deb http://mirror.example/debian bullseye main'],
    [
      'only source packages',
      'Types: deb-src\nURIs: http://mirror.example/debian\nSuites: bookworm\nComponents: main\n',
    ],
  ])('%s: none', (_, sources) => {
    expect(archiveUri(sources, 'bookworm')).toBeNull();
  });
});

describe('the loader', () => {
  test.each([
    ['x64', 'ld-linux-x86-64.so.2'],
    ['arm64', 'ld-linux-aarch64.so.1'],
    ['riscv64', undefined],
  ])('on %s is %p', (arch, loader) => {
    expect(loaderNames(arch)?.loader).toBe(loader);
  });
});
