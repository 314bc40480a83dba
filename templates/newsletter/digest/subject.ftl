<#-- What stands here is read by servers on the way: `headline` is never a title of a sensitive section. -->
<#if headline??>
${headline}<#if (others > 0)>, and ${others} more</#if>
<#else>
${newsletter}: ${count} new article<#if (count != 1)>s</#if>
</#if>
