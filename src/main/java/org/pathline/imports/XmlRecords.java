package org.pathline.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.pathline.publish.UnreadableFile;

/**
 * Records of an XML file: the elements of one name directly within the root.
 *
 * <p>An element becomes an object with its children as fields, their first letters small; children
 * that repeat become a list, elements without children their text. Attributes of all others are
 * fields with an @ before their names.
 */
public final class XmlRecords extends NodeRecords {
  private static final XMLInputFactory XML = factory();

  private final InputStream bytes;
  private final XMLStreamReader reader;
  private final String element;
  private int depth;

  /**
   * Opens the file.
   *
   * @param element name of the records' elements
   * @param view how a record is read
   */
  public XmlRecords(InputStream bytes, String element, Function<JsonNode, ForeignRecord> view)
      throws UnreadableFile {
    super(view);
    this.bytes = bytes;
    this.element = element;
    try {
      reader = XML.createXMLStreamReader(bytes);
    } catch (XMLStreamException e) {
      throw unreadable(e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    // A file of data needs no definitions, and one from outside must not fetch any.
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** How many elements of each name stand directly within the root. */
  public static Map<String, Long> elements(InputStream source) throws UnreadableFile {
    Map<String, Long> elements = new TreeMap<>();
    try (InputStream bytes = source) {
      XMLStreamReader reader = XML.createXMLStreamReader(bytes);
      int depth = 0;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT && ++depth == 2) {
          elements.merge(reader.getLocalName(), 1L, Long::sum);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        }
      }
      return elements;
    } catch (XMLStreamException e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw new UnreadableFile(0, "cannot be read: " + e.getMessage());
    }
  }

  private static UnreadableFile unreadable(XMLStreamException e) {
    int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
    String words = String.valueOf(e.getMessage()).replaceFirst("(?s)^.*Message: ", "");
    return new UnreadableFile(line, "is not well-formed XML from here on: " + words);
  }

  @Override
  @Nullable Read read() throws UnreadableFile {
    try {
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        } else if (event == XMLStreamConstants.START_ELEMENT
            && ++depth == 2
            && reader.getLocalName().equals(element)) {
          long line = reader.getLocation().getLineNumber();
          JsonNode node = element();
          depth--;
          return new Read(node, null, line);
        }
      }
      return null;
    } catch (XMLStreamException e) {
      throw unreadable(e);
    }
  }

  /** The element that has just begun, to its end. */
  private JsonNode element() throws XMLStreamException {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      node.put("@" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    StringBuilder text = new StringBuilder();
    boolean isLeaf = true;
    while (true) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = reader.getLocalName();
        isLeaf = false;
        add(node, Character.toLowerCase(name.charAt(0)) + name.substring(1), element());
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(reader.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        String said = text.toString().strip();
        return node.isEmpty() || (isLeaf && !said.isEmpty())
            ? JsonNodeFactory.instance.textNode(said)
            : node;
      }
    }
  }

  private static void add(ObjectNode node, String name, JsonNode value) {
    JsonNode before = node.get(name);
    if (before == null) {
      node.set(name, value);
    } else if (before instanceof ArrayNode list) {
      list.add(value);
    } else {
      node.set(name, JsonNodeFactory.instance.arrayNode().add(before).add(value));
    }
  }

  @Override
  void closeSource() throws IOException {
    try {
      reader.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    } finally {
      bytes.close();
    }
  }
}
