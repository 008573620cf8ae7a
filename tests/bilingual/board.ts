<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Board</name>
    <message>
        <location filename="board.cpp" line="12"/>
        <source>&amp;Open the gate</source>
        <comment>a button</comment>
        <translation type="unfinished">Das &amp;Tor öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n boat(s)</source>
        <translation>
            <numerusform>%n Boot</numerusform>
            <numerusform>%n Boote</numerusform>
        </translation>
    </message>
    <message>
        <source>Gone</source>
        <translation type="vanished">Weg</translation>
    </message>
</context>
</TS>
