package rai.extensions.repository;

import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.IdentityNamespace;
import rai.extensions.ExtensionException;

/** Reads an index: XML, of which nothing outside is fetched. Names, hashes and paths in it are checked before anything is done with them. */
final class IndexReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Set<String> BUNDLES = Set.of("osgi.bundle", "osgi.fragment");

    private final URI index;
    private final XMLStreamReader xml;
    private final List<Entry> entries = new ArrayList<>();

    private IndexReader(URI index, XMLStreamReader xml) {
        this.index = index;
        this.xml = xml;
    }

    /**
     * @param index where the index is: paths in it are relative to that
     * @param in its content
     * @return the bundles in it
     * @throws ExtensionException if it is not an index; the message begins with a verb
     */
    static List<Entry> read(URI index, InputStream in) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            IndexReader reader = new IndexReader(index, factory.createXMLStreamReader(in));
            reader.repository();
            return reader.entries;
        } catch (XMLStreamException e) {
            throw new ExtensionException("is not an index of a repository: it is not XML from line "
                    + e.getLocation().getLineNumber() + " on");
        } catch (IllegalArgumentException e) {
            throw new ExtensionException("is not an index of a repository: " + e.getMessage());
        }
    }

    private void repository() throws XMLStreamException {
        boolean found = false;
        Entry entry = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new IllegalArgumentException("it has a document type, which no index needs");
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "repository" -> found = true;
                    case "resource" -> entry = new Entry();
                    case "capability", "requirement" -> clause(entry);
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("resource")) {
                finish(entry);
            }
        }
        if (!found) {
            throw new IllegalArgumentException("it has no element 'repository'");
        }
    }

    private void clause(Entry entry) throws XMLStreamException {
        String element = xml.getLocalName();
        String namespace = xml.getAttributeValue(null, "namespace");
        if (entry == null || namespace == null) {
            throw new IllegalArgumentException(
                    "a " + element + " is outside a resource, or without a namespace, in line "
                            + xml.getLocation().getLineNumber());
        }
        Map<String, Object> attributes = new HashMap<>();
        Map<String, String> directives = new HashMap<>();
        while (xml.next() != XMLStreamConstants.END_ELEMENT
                || !xml.getLocalName().equals(element)) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                String name = String.valueOf(xml.getAttributeValue(null, "name"));
                String value = String.valueOf(xml.getAttributeValue(null, "value"));
                switch (xml.getLocalName()) {
                    case "attribute" -> attributes.put(name, value(xml.getAttributeValue(null, "type"), value));
                    case "directive" -> directives.put(name, value);
                    default -> {}
                }
            }
        }
        entry.add(namespace, attributes, directives, element.equals("requirement"));
    }

    private static Object value(String type, String text) {
        String kind = type == null ? "String" : type.strip();
        if (kind.startsWith("List")) {
            String element = kind.replaceFirst("List\\s*<?\\s*", "").replaceFirst("\\s*>$", "");
            return Stream.of(text.split("(?<!\\\\),"))
                    .map(each -> value(
                            element.isEmpty() ? null : element, each.strip().replace("\\", "")))
                    .toList();
        }
        return switch (kind) {
            case "String" -> text;
            case "Version" -> Version.parseVersion(text);
            case "Long" -> Long.valueOf(text.strip());
            case "Double" -> Double.valueOf(text.strip());
            default -> throw new IllegalArgumentException("an attribute is of the unknown type " + kind);
        };
    }

    private void finish(Entry entry) {
        Map<String, Object> identity = entry.attributes(IdentityNamespace.IDENTITY_NAMESPACE);
        if (!BUNDLES.contains(identity.get(IdentityNamespace.CAPABILITY_TYPE_ATTRIBUTE))) {
            return; // a repository may hold other things
        }
        if (entry.name() == null || !NAME.matcher(entry.name()).matches()) {
            throw new IllegalArgumentException(
                    "a bundle has the name '" + entry.name() + "', which is not a symbolic name");
        }
        if (!SHA256.matcher(entry.sha256()).matches()) {
            throw new IllegalArgumentException(entry + " has no SHA-256");
        }
        entry.setLocation(location(entry));
        entries.add(entry);
    }

    /** At or below the folder of the index, or on a server: an index must not name other files of this machine. */
    private URI location(Entry entry) {
        String url = String.valueOf(entry.attributes(Entry.CONTENT).get("url"));
        URI uri = index.resolve(url).normalize();
        boolean web = Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
        boolean below = uri.toString().startsWith(index.resolve(".").normalize().toString())
                && !uri.getRawPath().toLowerCase(java.util.Locale.ROOT).contains("%2f");
        if (!below && !(web && URI.create(url).isAbsolute())) {
            throw new IllegalArgumentException(
                    entry + " is said to be at '" + url + "', which is outside the folder of the index");
        }
        return uri;
    }
}
