<#macro heading title>

${title?upper_case}
${""?right_pad(title?length, "-")}
</#macro>
<#macro story item>

<#if item.label??>
[${item.label}]
</#if>
${item.title}
<#if item.byline?has_content>
${item.byline}
</#if>
<#if item.summary?has_content>
${item.summary}
</#if>
<#if item.correction??>
Corrected: ${item.correction}
</#if>
<#if item.link??>
${item.link}
</#if>
</#macro>
${publisher.title}
${edition.newsletter} · ${edition.dates}

Read this issue in your browser:
${edition.webUrl}
<@story lead/>
<#list groups as group>
<@heading group.title/>
<#list group.stories as item>
<@story item/>
</#list>
</#list>
<#if (more > 0)>

And ${more} more:
${edition.webUrl}
</#if>
<#if corrections?has_content>
<@heading "Corrections"/>
<#list corrections as note>

${note.title}
${note.note}
<#if note.link??>
${note.link}
</#if>
</#list>
</#if>

-- 
You get this mail because you subscribed to ${edition.newsletter}
of ${publisher.title}.

Unsubscribe:
${slots.unsubscribe}

${publisher.title}
<#if publisher.postalAddress?has_content>
${publisher.postalAddress}
</#if>
<#if publisher.copyright?has_content>
${publisher.copyright}
</#if>
